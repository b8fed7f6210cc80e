using static RustContainer.Cargo.Tests.Workspaces.RefusedManifest;

namespace RustContainer.Cargo.Tests.Workspaces;

public class What_cargo_refuses_in_a_workspace
{
    public static TheoryData<string, string> Members => new()
    {
        { "RUSTPROJ3003", "[workspace]\nmembers = §\"member\"\n" },
        { "RUSTPROJ3003", "[workspace]\nexclude = [§1]\n" },
        { "RUSTPROJ3003", "[workspace]\nresolver = §2\n" },
        { "RUSTPROJ3003", "workspace = §[\"member\"]\n" + Head },
        { "RUSTPROJ3006", "[workspace]\n§resolver = \"four\"\n" },
        { "RUSTPROJ3008", "[§lib]\n[workspace]\n" },
        { "RUSTPROJ3008", "[workspace]\n[§features]\n" },
        { "RUSTPROJ3008", "[workspace]\n[§lints]\n" },
        { "RUSTPROJ3008", Head + "workspace = §\"..\"\n[workspace]\n" },
        { "RUSTPROJ3008", Head + "§resolver = \"2\"\n[workspace]\nresolver = \"2\"\n" },
        { "RUSTPROJ3020", "[workspace]\nmembers = [§\"member\", \"other\"]\n\n--- other/readme\n" },
        { "RUSTPROJ3020", "[workspace]\nmembers = [\"member\"]\ndefault-members = [§\"other\"]\n" + Member },
        { "RUSTPROJ3006", "[workspace]\nmembers = [\"member\"]\n" + Member + "§resolver = \"4\"\n" },
        { "RUSTPROJ3023", "[workspace]\nmembers = [\"member\"]\n" + Member + "§[workspace]\n" },
        { "RUSTPROJ3022", "[workspace]\nmembers = [\"member\", \"twin\"]\n" + Member
            + "\n--- twin/src/lib.rs\n\n--- twin/Cargo.toml\n[package]\nname = §\"member\"\n" },
    };

    public static TheoryData<string, string> Inheritance => new()
    {
        { "RUSTPROJ3003", "[workspace.package]\nauthors = §\"Ada\"\n" },
        { "RUSTPROJ3003", "[workspace.package]\nlicense = §{ workspace = true }\n" },
        { "RUSTPROJ3007", "[workspace.package]\nversion = §\"1\"\n" },
        { "RUSTPROJ3003", "[workspace.dependencies]\nzip = §1\n" },
        { "RUSTPROJ3005", "[workspace.dependencies]\n§\"a b\" = \"1\"\n" },
        { "RUSTPROJ3029", "[workspace.dependencies]\nzip = { version = \"1\", §optional = true }\n" },
        { "RUSTPROJ3029", "[workspace.dependencies]\nzip = { version = \"1\", §public = true }\n" },
        { "RUSTPROJ3024", Head + "§homepage.workspace = true\n[workspace]\n" },
        { "RUSTPROJ3024", Head + "§exclude.workspace = true\n[workspace]\nexclude = [\"old\"]\n" },
        { "RUSTPROJ3024", Head + "§readme.workspace = true\n[workspace]\n" },
        { "RUSTPROJ3024", Head + "§categories.workspace = true\n[workspace.package]\nkeywords = []\n" },
        { "RUSTPROJ3024", Head + "[dependencies]\n§zip = { workspace = true }\n[workspace.dependencies]\nzap = \"1\"\n" },
        { "RUSTPROJ3024", Head + "[dependencies]\n§zip = { workspace = true }\n" },
        { "RUSTPROJ3006", "[package]\nname = \"tool\"\nedition.workspace = true\n[workspace.package]\n§edition = \"2020\"\n" },
    };

    public static TheoryData<string, string> Lints => new()
    {
        { "RUSTPROJ3003", "lints = §1\n" + Head },
        { "RUSTPROJ3003", Head + "[lints]\nworkspace = §\"yes\"\n" },
        { "RUSTPROJ3003", Head + "[lints]\nrust = §\"warn\"\n" },
        { "RUSTPROJ3003", Head + "[lints.rust]\nunsafe_code = §\"never\"\n" },
        { "RUSTPROJ3003", Head + "[lints.rust]\nunsafe_code = §{ priority = 1 }\n" },
        { "RUSTPROJ3003", Head + "[lints.clippy]\nall = { level = \"warn\", priority = §1000 }\n" },
        { "RUSTPROJ3003", Head + "[lints.rust]\nunexpected_cfgs = { level = \"warn\", check-cfg = §\"cfg(a)\" }\n" },
        { "RUSTPROJ3003", "[workspace.lints.rust]\nunsafe_code = §2\n" },
        { "RUSTPROJ3005", Head + "[lints.rust]\n§\"clippy::all\" = \"warn\"\n" },
        { "RUSTPROJ3005", "[workspace.lints.clippy]\n§\"clippy::all\" = \"warn\"\n" },
        { "RUSTPROJ3008", Head + "[lints]\n§workspace = true\nrust = {}\n[workspace.lints]\n" },
        { "RUSTPROJ3008", Head + "[lints]\nworkspace = §false\n" },
    };

    public static TheoryData<string, string> Profiles => new()
    {
        { "RUSTPROJ3003", "[workspace]\n[profile]\nrelease = §\"fast\"\n" },
        { "RUSTPROJ3003", "[workspace]\n[profile.release]\nopt-level = §\"fast\"\n" },
        { "RUSTPROJ3003", "[workspace]\n[profile.release]\nopt-level = §true\n" },
        { "RUSTPROJ3003", "[workspace]\n[profile.release]\ndebug = §3\n" },
        { "RUSTPROJ3003", "[workspace]\n[profile.release]\nlto = §1\n" },
        { "RUSTPROJ3003", "[workspace]\n[profile.release]\ncodegen-units = §-1\n" },
        { "RUSTPROJ3003", "[workspace]\n[profile.release]\npanic = §false\n" },
        { "RUSTPROJ3003", "[workspace]\n[profile.release]\nstrip = §[\"symbols\"]\n" },
        { "RUSTPROJ3005", "[workspace]\n[profile.§\"fast code\"]\ninherits = \"release\"\n" },
        { "RUSTPROJ3005", "[workspace]\n[profile.§Debug]\nopt-level = 0\n" },
        { "RUSTPROJ3005", "[workspace]\n[profile.§cargo-fast]\ninherits = \"release\"\n" },
        { "RUSTPROJ3005", "[workspace]\n[profile.release.package]\n§\"a b\" = {}\n" },
        { "RUSTPROJ3005", "[workspace]\n[profile.release.package.§\"zip@latest\"]\n" },
        { "RUSTPROJ3046", "[workspace]\n[profile.release]\n§panic = \"print\"\n" },
        { "RUSTPROJ3046", "[workspace]\n[profile.release]\n§lto = \"true\"\n" },
        { "RUSTPROJ3046", "[workspace]\n[profile.fast]\n§inherits = \"debug\"\n" },
        { "RUSTPROJ3046", "[workspace]\n[profile.fast]\n§dir-name = \"quick\"\ninherits = \"dev\"\n" },
        { "RUSTPROJ3046", "[workspace]\n[profile.release.build-override]\n§lto = true\n" },
        { "RUSTPROJ3046", "[workspace]\n[profile.release.package.zip]\n§panic = \"abort\"\n" },
        { "RUSTPROJ3046", "[workspace]\n[profile.release.package.zip.§build-override]\n" },
        { "RUSTPROJ3046", Head + "[profile.§fast]\nlto = true\n" },
        { "RUSTPROJ3046", Head + "[profile.fast]\n§inherits = \"faster\"\n" },
        { "RUSTPROJ3046", Head + "[profile.a]\n§inherits = \"b\"\n[profile.b]\ninherits = \"a\"\n" },
        { "RUSTPROJ3046", Head + "[profile.dev]\n§inherits = \"release\"\n" },
    };

    public static TheoryData<string, string> Patches => new()
    {
        { "RUSTPROJ3003", "[workspace]\n[patch]\ncrates-io = §[]\n" },
        { "RUSTPROJ3003", "[workspace]\n[patch.crates-io]\nzip = §1\n" },
        { "RUSTPROJ3029", "[workspace]\n[patch.§'']\nzip = { path = \"zip\" }\n" },
        { "RUSTPROJ3029", "[workspace]\n[patch.crates-io]\n§zip = {}\n" },
        { "RUSTPROJ3029", "[workspace]\n[replace]\n§zip = { path = \"zip\" }\n" },
        { "RUSTPROJ3029", "[workspace]\n[replace]\n§\"zip:1.0.0\" = \"1.0.1\"\n" },
        { "RUSTPROJ3029", "[workspace]\n[replace]\n§\"zip:1.x\" = { path = \"zip\" }\n" },
    };

    [Theory]
    [MemberData(nameof(Members))]
    public void A_workspace_that_does_not_hold_together(string code, string files) => Check(code, files);

    [Theory]
    [MemberData(nameof(Inheritance))]
    public void What_cannot_be_inherited(string code, string files) => Check(code, files);

    [Theory]
    [MemberData(nameof(Lints))]
    public void Lints_that_are_none(string code, string files) => Check(code, files);

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Profiles_that_are_none(string code, string files) => Check(code, files);

    [Theory]
    [MemberData(nameof(Patches))]
    public void Patches_and_replacements_that_are_none(string code, string files) => Check(code, files);
}
