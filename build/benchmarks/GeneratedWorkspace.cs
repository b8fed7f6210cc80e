using System.Globalization;
using System.Text;

namespace RustContainer.Benchmarks;

/// <summary>A workspace of many members in a temporary directory, each with a few dependencies on others and on crates of a registry, and a
/// lock that fits.</summary>
internal sealed class GeneratedWorkspace : IDisposable
{
    private const int Crates = 600;
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("rustcontainer-benchmark-");

    public GeneratedWorkspace(int members)
    {
        var root = new StringBuilder("[workspace]\nresolver = \"2\"\nmembers = [\"crates/*\"]\n\n[workspace.package]\nedition = \"2021\"\n\n[workspace.dependencies]\n");
        var locked = new StringBuilder("version = 4\n\n");
        for (var crate = 0; crate < Crates; crate++)
            root.Append(CultureInfo.InvariantCulture, $"crate-{crate} = {{ version = \"1.{crate}\", features = [\"one\", \"two\"] }}\n");
        Write("Cargo.toml", root.Append("\n[profile.release]\nlto = \"thin\"\n").ToString());
        for (var crate = 0; crate < Crates; crate++)
            AppendLocked(locked, $"crate-{crate}", $"1.{crate}.0", isExternal: true, Below(crate, Crates).Select(name => $"crate-{name}"));
        for (var member = 0; member < members; member++)
        {
            int[] external = [.. Enumerable.Range(0, 8).Select(index => ((member * 7) + (index * 31)) % Crates).Distinct()];
            int[] local = [.. Below(member, members)];
            WriteMember(member, external, local);
            AppendLocked(locked, $"member-{member}", "0.1.0", isExternal: false,
                external.Select(name => $"crate-{name}").Concat(local.Select(name => $"member-{name}")));
        }
        Write("Cargo.lock", locked.ToString());
    }

    public string Manifest => Path.Combine(_root.FullName, "Cargo.toml");

    public void Dispose() => _root.Delete(recursive: true);

    private static IEnumerable<int> Below(int index, int count) => ((int[])[1, 2, 5, 40]).Select(step => index + step).Where(other => other < count);

    private void WriteMember(int member, int[] external, int[] local)
    {
        var text = new StringBuilder($"[package]\nname = \"member-{member}\"\nversion = \"0.1.0\"\nedition.workspace = true\n\n[features]\ndefault = [\"extra\"]\nextra = []\n\n[dependencies]\n");
        foreach (var crate in external)
            text.Append(CultureInfo.InvariantCulture, $"crate-{crate}.workspace = true\n");
        foreach (var other in local)
            text.Append(CultureInfo.InvariantCulture, $"member-{other} = {{ path = \"../member-{other}\", default-features = false, features = [\"extra\"] }}\n");
        Write($"crates/member-{member}/Cargo.toml", text.ToString());
        Write($"crates/member-{member}/src/lib.rs", "");
        if (member % 10 == 0)
            Write($"crates/member-{member}/src/main.rs", "");
    }

    private static void AppendLocked(StringBuilder locked, string name, string version, bool isExternal, IEnumerable<string> dependencies)
    {
        locked.Append(CultureInfo.InvariantCulture, $"[[package]]\nname = \"{name}\"\nversion = \"{version}\"\n");
        if (isExternal)
            locked.Append("source = \"registry+https://github.com/rust-lang/crates.io-index\"\nchecksum = \"").Append('0', 64).Append("\"\n");
        locked.Append("dependencies = [\n").AppendJoin("", dependencies.Order(StringComparer.Ordinal).Select(dependency => $" \"{dependency}\",\n"))
            .Append("]\n\n");
    }

    private void Write(string path, string text)
    {
        var full = Path.Combine(_root.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
