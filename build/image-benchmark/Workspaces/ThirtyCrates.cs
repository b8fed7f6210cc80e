using System.Globalization;
using System.Text;

namespace RustContainer.ImageBenchmark.Workspaces;

/// <summary>
/// A made-up service of 30 crates in the shape that such workspaces have: one that all others use, five layers that use some of the layer
/// below, and a program on top, with heavy dependencies from outside.
/// </summary>
internal static class ThirtyCrates
{
    private const int Layers = 5;
    private const int Width = 28 / Layers;
    private const int Functions = 40;

    private static readonly string[][] Externals =
    [
        ["serde_json = \"1\""], ["regex = \"1\""], ["tracing = \"0.1\""], ["tokio = { version = \"1\", features = [\"full\"] }"],
        ["anyhow = \"1\""], ["futures = \"0.3\""], ["indexmap = \"2\""], ["url = \"2\""],
    ];

    public static BenchWorkspace Create() => new(
        "thirty", "a made-up service (30 crates)", "app", "app", "crates/base/src/lib.rs", Write);

    private static void Write(string folder)
    {
        Files.Write(Path.Combine(folder, "Cargo.toml"), """
            [workspace]
            resolver = "2"
            members = ["app", "crates/*"]
            default-members = ["app"]

            """);
        Crate(folder, "crates/base", "base", [], Library("base", []));
        var below = new List<string> { "base" };
        var all = new List<string> { "base" };
        for (var layer = 0; all.Count < 29; layer++)
        {
            var names = Enumerable.Range(0, Math.Min(layer == Layers - 1 ? 29 : Width + 1, 29 - all.Count)).Select(index => $"l{layer}-{(char)('a' + index)}").ToArray();
            for (var index = 0; index < names.Length; index++)
            {
                string[] uses = [.. Enumerable.Range(0, 3).Select(step => below[(index + step) % below.Count]).Append("base").Distinct()];
                Crate(folder, $"crates/{names[index]}", names[index], [.. uses.Select(Beside), .. Externals[(layer + index) % Externals.Length]], Library(names[index], uses));
            }

            all.AddRange(names);
            below = [.. names];
        }

        string[] top = [.. below.Append("base").Distinct()];
        string[] external =
        [
            "axum = \"0.7\"", "clap = { version = \"4\", features = [\"derive\"] }", "tokio = { version = \"1\", features = [\"full\"] }",
            "tracing-subscriber = \"0.3\"", .. OldDependencies.All.Select(one => one.Old),
        ];
        Crate(folder, "app", "app", [.. all.Where(name => name != "base" && !top.Contains(name)).Concat(top).Select(name => $"{name} = {{ path = \"../crates/{name}\" }}"), .. external], "");
        File.Delete(Path.Combine(folder, "app/src/lib.rs"));
        Files.Write(Path.Combine(folder, "app/src/main.rs"), Program(all));
    }

    private static string Beside(string name) => $"{name} = {{ path = \"../{name}\" }}";

    private static void Crate(string folder, string path, string name, IEnumerable<string> dependencies, string source)
    {
        var text = new StringBuilder($"[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[dependencies]\n");
        foreach (var dependency in dependencies.Append("serde = { version = \"1\", features = [\"derive\"] }"))
            text.Append(dependency).Append('\n');
        Files.Write(Path.Combine(folder, path, "Cargo.toml"), text.ToString());
        Files.Write(Path.Combine(folder, path, "src/lib.rs"), source);
    }

    // Records with derived code, and functions over them that are generic, so that those above compile them again.
    private static string Library(string name, IReadOnlyList<string> uses)
    {
        var text = new StringBuilder($"//! {name}\n\nuse serde::{{Deserialize, Serialize}};\nuse std::collections::BTreeMap;\n\n");
        for (var index = 0; index < Functions; index++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
                pub struct Record{{index}} {
                    pub id: u64,
                    pub names: Vec<String>,
                    pub values: BTreeMap<String, Option<i64>>,
                }

                pub fn fold{{index}}<T: Into<u64> + Copy>(items: &[T], record: &Record{{index}}) -> u64 {
                    let own: u64 = record.values.values().flatten().map(|value| *value as u64).sum();
                    items.iter().map(|item| (*item).into().wrapping_mul({{index + 3}})).fold(own, |sum, item| sum.wrapping_add(item))
                }


                """);
        }

        text.Append("pub fn total(seed: u64) -> u64 {\n    let mut sum = seed;\n");
        for (var index = 0; index < Functions; index++)
            text.Append(CultureInfo.InvariantCulture, $"    sum = sum.wrapping_add(fold{index}(&[sum as u32, {index}u32], &Record{index}::default()));\n");
        foreach (var other in uses)
            text.Append(CultureInfo.InvariantCulture, $"    sum = sum.wrapping_add({other.Replace('-', '_')}::total(sum));\n");
        return text.Append("    sum\n}\n").ToString();
    }

    private static string Program(IEnumerable<string> libraries)
    {
        var text = new StringBuilder("""
            use axum::{routing::get, Router};
            use clap::Parser;

            #[derive(Parser)]
            struct Options {
                #[arg(long, default_value_t = 8080)]
                port: u16,
            }

            #[tokio::main]
            async fn main() {
                tracing_subscriber::fmt::init();
                let options = Options::parse();
                let router = Router::new().route("/", get(|| async { total().to_string() }));
                let listener = tokio::net::TcpListener::bind(("0.0.0.0", options.port)).await.unwrap();
                axum::serve(listener, router).await.unwrap();
            }

            fn total() -> u64 {
                let mut sum = 1;

            """);
        foreach (var library in libraries)
            text.Append(CultureInfo.InvariantCulture, $"    sum += {library.Replace('-', '_')}::total(sum);\n");
        return text.Append("    sum\n}\n").ToString();
    }
}
