using static RustContainer.Cargo.Tests.Workspaces.RefusedManifest;

namespace RustContainer.Cargo.Tests.Workspaces;

public class What_cargo_refuses_in_a_package
{
    public static TheoryData<string, string> Types => new()
    {
        { "RUSTPROJ3003", Head + "cargo-features = §[\"edition\"]\n" },
        { "RUSTPROJ3003", "[package]\n§name.workspace = true\n[workspace]\n" },
        { "RUSTPROJ3003", Head + "links = §[\"ssl\", \"crypto\"]\n" },
        { "RUSTPROJ3003", Head + "build = §1\n" },
        { "RUSTPROJ3003", Head + "authors = §\"Ada\"\n" },
        { "RUSTPROJ3003", Head + "keywords = [\"one\", §2]\n" },
        { "RUSTPROJ3003", Head + "publish = §\"no\"\n" },
        { "RUSTPROJ3003", Head + "readme = §[]\n" },
        { "RUSTPROJ3003", Head + "autobins = §\"false\"\n" },
        { "RUSTPROJ3003", Head + "default-run = §true\n" },
        { "RUSTPROJ3003", Head + "[badges]\nci = { status = §1 }\n" },
        { "RUSTPROJ3003", Head + "§[bin]\nname = \"a\"\n" },
        { "RUSTPROJ3003", Head + "§[[lib]]\nname = \"a\"\n" },
        { "RUSTPROJ3003", Head + "[lib]\ntest = §0\n" },
        { "RUSTPROJ3003", Head + "[lib]\ncrate-type = §\"cdylib\"\n" },
        { "RUSTPROJ3003", Head + "[[example]]\nname = \"e\"\npath = \"e.rs\"\nrequired-features = §{}\n" },
        { "RUSTPROJ3003", Head + "[features]\nfast = §true\n" },
        { "RUSTPROJ3003", Head + "[features]\nfast = [§1]\n" },
        { "RUSTPROJ3003", "features = §[]\n" + Head },
        { "RUSTPROJ3008", "[package]\nname = \"tool\"\nversion.workspace = §false\n[workspace]\n" },
        { "RUSTPROJ3003", "[package]\nname = \"tool\"\nversion = §{}\n[workspace]\n" },
    };

    public static TheoryData<string, string> Values => new()
    {
        { "RUSTPROJ3005", "[package]\nname = §\"\"\n" },
        { "RUSTPROJ3005", "[package]\n§name = \"über::tool\"\n" },
        { "RUSTPROJ3006", "[package]\nname = \"tool\"\n§edition = \"future\"\n" },
        { "RUSTPROJ3006", Head + "§resolver = \"4\"\n" },
        { "RUSTPROJ3007", "[package]\nname = \"tool\"\nversion = §\"1.0.0.0\"\n" },
        { "RUSTPROJ3007", "[package]\nname = \"tool\"\nversion = §\"01.0.0\"\n" },
        { "RUSTPROJ3007", Head + "rust-version = §\"1.85.0-beta\"\n" },
        { "RUSTPROJ3007", Head + "rust-version = §\">=1.85\"\n" },
        { "RUSTPROJ3007", Head + "rust-version = §\"\"\n" },
        { "RUSTPROJ3008", Head + "§rust-version = \"1.55\"\n" },
        { "RUSTPROJ3008", Head + "§links = \"z\"\n" },
        { "RUSTPROJ3008", "[package]\nname = \"tool\"\n§publish = true\n" },
        { "RUSTPROJ3008", "[package]\nname = \"tool\"\n§publish = [\"ours\"]\n" },
        { "RUSTPROJ3003", "§[project]\nname = \"tool\"\nedition = \"2024\"\n" },
        { "RUSTPROJ3003", Head2024 + "[lib]\n§crate_type = [\"rlib\"]\n" },
        { "RUSTPROJ3003", Head2024 + "[lib]\n§proc_macro = true\n" },
        { "RUSTPROJ3003", Head2024 + "[§dev_dependencies]\n" },
        { "RUSTPROJ3003", Head2024 + "[target.'cfg(unix)'.§build_dependencies]\n" },
        { "RUSTPROJ3032", Head + "§default-run = \"missing\"\n" },
    };

    public static TheoryData<string, string> Targets => new()
    {
        { "RUSTPROJ3005", Head + "[lib]\n§name = \" \"\n" },
        { "RUSTPROJ3005", Head + "[[bin]]\n§name = \"incremental\"\npath = \"src/main.rs\"\n" },
        { "RUSTPROJ3006", Head + "[[test]]\nname = \"t\"\npath = \"t.rs\"\n§edition = \"2000\"\n" },
        { "RUSTPROJ3026", Head + "[[test]]\nname = \"t\"\npath = \"1.rs\"\n§[[test]]\nname = \"t\"\npath = \"2.rs\"\n" },
        { "RUSTPROJ3027", Head + "[[bench]]\n§name = \"speed\"\n" },
        { "RUSTPROJ3027", Head + "[[example]]\n§name = \"demo\"\n\n--- examples/demo.rs\n\n--- examples/demo/main.rs\n" },
        { "RUSTPROJ3028", Head + "§[[test]]\npath = \"t.rs\"\n" },
        { "RUSTPROJ3028", Head + "§[[bin]]\nname = \"b\"\npath = \"src/main.rs\"\nproc-macro = true\n" },
        { "RUSTPROJ3025", "§[package]\nname = \"tool\"\nautolib = false\nautobins = false\nbuild = \"src/main.rs\"\n" },
    };

    public static TheoryData<string, string> Features => new()
    {
        { "RUSTPROJ3005", Head + "[features]\n§\"dep:zip\" = []\n" },
        { "RUSTPROJ3005", Head + "[features]\n§\"fast?\" = []\n" },
        { "RUSTPROJ3005", Head + "[features]\n§\"\" = []\n" },
        { "RUSTPROJ3031", Head + "[features]\nall = [§\"dep:zip\"]\n" },
        { "RUSTPROJ3031", Head + "[features]\nall = [§\"zip/fast\"]\n" },
        { "RUSTPROJ3031", Head + "[dependencies]\nzip = \"1\"\n[features]\nall = [§\"zip\"]\n" },
        { "RUSTPROJ3031", Head + "[dependencies]\nzip = { version = \"1\", optional = true }\n[features]\nzip-fast = [\"dep:zip\"]\nall = [§\"zip\"]\n" },
        { "RUSTPROJ3031", Head + "[dependencies]\nzip = { version = \"1\", optional = true }\n[features]\nall = [§\"dep:zip/fast\"]\n" },
        { "RUSTPROJ3031", Head + "[dependencies]\nzip = \"1\"\n[features]\nall = [§\"zip/a/b\"]\n" },
        { "RUSTPROJ3031", Head + "[dependencies]\n§zip = { version = \"1\", optional = true }\n[features]\nzip = []\n" },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void A_value_of_a_wrong_type(string code, string files) => Check(code, files);

    [Theory]
    [MemberData(nameof(Values))]
    public void A_field_that_says_what_cannot_be(string code, string files) => Check(code, files);

    [Theory]
    [MemberData(nameof(Targets))]
    public void A_target_that_cannot_be(string code, string files) => Check(code, files);

    [Theory]
    [MemberData(nameof(Features))]
    public void A_feature_that_leads_nowhere(string code, string files) => Check(code, files);
}
