using static RustContainer.Cargo.Tests.Workspaces.RefusedManifest;

namespace RustContainer.Cargo.Tests.Workspaces;

public class What_cargo_refuses_in_dependencies
{
    private const string Dependencies = Head + "[dependencies]\n";

    public static TheoryData<string, string> Types => new()
    {
        { "RUSTPROJ3003", "dependencies = §[]\n" + Head },
        { "RUSTPROJ3003", Dependencies + "zip = §true\n" },
        { "RUSTPROJ3003", Dependencies + "zip = { version = \"1\", features = §\"fast\" }\n" },
        { "RUSTPROJ3003", Dependencies + "zip = { version = \"1\", optional = §\"yes\" }\n" },
        { "RUSTPROJ3003", Dependencies + "zip = { version = \"1\", default-features = §0 }\n" },
        { "RUSTPROJ3003", Dependencies + "zip = { path = §[\"zip\"] }\n" },
        { "RUSTPROJ3003", Dependencies + "zip = { git = \"https://x.invalid\", rev = §12 }\n" },
        { "RUSTPROJ3003", Head + "[target]\nunix = §1\n" },
        { "RUSTPROJ3003", Head + "[target.'cfg(unix)']\ndependencies = §\"zip\"\n" },
        { "RUSTPROJ3003", Head2024 + "[dependencies]\nzip = { version = \"1\", §default_features = false }\n" },
        { "RUSTPROJ3005", Dependencies + "§\"zip file\" = \"1\"\n" },
        { "RUSTPROJ3005", Dependencies + "zip = { package = §\"2zip\", version = \"1\" }\n" },
        { "RUSTPROJ3005", Dependencies + "zip = { version = \"1\", registry = §\"our own\" }\n" },
    };

    public static TheoryData<string, string> Contradictions => new()
    {
        { "RUSTPROJ3007", Dependencies + "§zip = \"1.2.3.4\"\n" },
        { "RUSTPROJ3007", Dependencies + "§zip = \">1 <2\"\n" },
        { "RUSTPROJ3007", Dependencies + "§zip = { version = \"\", path = \"zip\" }\n" },
        { "RUSTPROJ3008", Dependencies + "zip = { workspace = §false }\n" },
        { "RUSTPROJ3029", Dependencies + "§zip = {}\n" },
        { "RUSTPROJ3029", Dependencies + "§zip = { version = \"1\", tag = \"v1\" }\n" },
        { "RUSTPROJ3029", Dependencies + "§zip = { git = \"https://x.invalid\", branch = \"b\", rev = \"r\" }\n" },
        { "RUSTPROJ3029", Dependencies + "§zip = { git = \"x.invalid/zip\" }\n" },
        { "RUSTPROJ3029", Dependencies + "§zip = { git = \"https://x.invalid\", registry = \"ours\" }\n" },
        { "RUSTPROJ3029", Dependencies + "§zip = { git = \"https://x.invalid\", registry-index = \"https://x.invalid\" }\n" },
        { "RUSTPROJ3029", Dependencies + "§zip = { version = \"1\", registry-index = \"ours\" }\n" },
        { "RUSTPROJ3029", Dependencies + "§zip = { version = \"1\", registry = \"ours\", registry-index = \"https://x.invalid\" }\n" },
        { "RUSTPROJ3029", Dependencies + "§zip = { version = \"1\", features = [\"dep:fast\"] }\n" },
        { "RUSTPROJ3029", Dependencies + "§zip = { version = \"1\", lib = true }\n" },
        { "RUSTPROJ3029", Dependencies + "§zip = { version = \"1\", target = \"x86_64-unknown-linux-gnu\" }\n" },
        { "RUSTPROJ3029", Dependencies + "§zip = { version = \"1\", artifact = \"exe\" }\n" },
        { "RUSTPROJ3029", Dependencies + "§zip = { version = \"1\", base = \"workspace\" }\n" },
        { "RUSTPROJ3029", Dependencies + "zip = \"1\"\n[dev-dependencies]\n§zip = { git = \"https://x.invalid\" }\n" },
        { "RUSTPROJ3029", Dependencies + "zip = \"1\"\n[target.'cfg(unix)'.dependencies]\n§zip = { path = \"zip\" }\n" },
        { "RUSTPROJ3029", Head + "[target.'cfg(unix)'.dev-dependencies]\n§zip = { version = \"1\", optional = true }\n" },
        { "RUSTPROJ3030", Dependencies + "§zip = { path = \"zip\" }\n[workspace]\n" },
    };

    public static TheoryData<string, string> Platforms => new()
    {
        { "RUSTPROJ3047", Head + "[target.§'cfg(unix'.dependencies]\n" },
        { "RUSTPROJ3047", Head + "[target.§'unix()'.dependencies]\n" },
        { "RUSTPROJ3047", Head + "[target.§'x86_64 linux'.dependencies]\n" },
        { "RUSTPROJ3047", Head + "[target.§'cfg()'.dependencies]\n" },
        { "RUSTPROJ3047", Head + "[target.§'cfg(all(unix windows))'.dependencies]\n" },
        { "RUSTPROJ3047", Head + "[target.§'cfg(not(unix, windows))'.dependencies]\n" },
        { "RUSTPROJ3047", Head + "[target.§'cfg(target_os = linux)'.dependencies]\n" },
        { "RUSTPROJ3047", Head + "[target.§'cfg(target_os = \"linux)'.dependencies]\n" },
        { "RUSTPROJ3047", Head + "[target.§'cfg(unix) and more)'.dependencies]\n" },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void A_value_of_a_wrong_type(string code, string files) => Check(code, files);

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void A_dependency_that_contradicts_itself(string code, string files) => Check(code, files);

    [Theory]
    [MemberData(nameof(Platforms))]
    public void A_platform_that_is_none(string code, string files) => Check(code, files);
}
