using RustContainer.Sdk.Tests.Harness;

namespace RustContainer.Sdk.Tests;

/// <summary>What the compiler says, as MSBuild says it.</summary>
[Trait("Needs", "engine")]
public sealed class DiagnosticsTests
{
    [EngineFact]
    public void A_type_error_has_the_hosts_path_line_column_and_rustcs_code_and_leaves_the_earlier_program()
    {
        using var folder = new TestFolder();
        folder.WriteHello("before");
        folder.DotNet("build").Succeeded();

        folder.Write("src/main.rs", "fn main() {\n    let x: u32 = \"text\";\n    println!(\"{x}\");\n}\n");
        var result = folder.DotNet("build").Failed();

        Assert.Equal(1, result.ExitCode);
        var error = Assert.Single(result.Errors);
        Assert.Equal("E0308", error.Code);
        Assert.Contains($"{folder.At("src/main.rs")}(2,18): error E0308: mismatched types", result.Output, StringComparison.Ordinal);
        Assert.Equal("before", folder.RunProgram("bin/Debug/app"));
    }

    [EngineFact]
    public void A_warning_of_compiler_cargo_or_build_script_is_one_also_when_the_step_was_cached()
    {
        using var folder = new TestFolder("größer als");
        folder.WriteHello();
        folder.Write("Cargo.toml", folder.Read("Cargo.toml") + "odd = 1\n");
        folder.Write("build.rs", "fn main() { println!(\"cargo:warning=said by the \\\"build\\\" script\"); }\n");
        // Columns are those of editors: each 😀 counts for two.
        folder.Write("src/main.rs", "fn main() {\n    let s = \"😀😀\"; let unused = s;\n}\n");

        var first = folder.DotNet("build").Succeeded();
        Assert.Equal(
            ["RUSTPROJ4007 Cargo.toml unused manifest key: package.odd", "RUSTPROJ4007 app.rustproj app@0.1.0: said by the \"build\" script", "unused_variables src/main.rs unused variable: `unused`"],
            Warnings(folder, first));
        var warning = Assert.Single(first.Warnings, warning => warning.Code == "unused_variables");
        Assert.Equal((2, 25), (warning.LineNumber, warning.ColumnNumber));

        File.Delete(folder.At("bin/Debug/app"));
        var cached = folder.DotNet("build").Succeeded();
        Assert.Empty(cached.Compiled);
        Assert.Equal(Warnings(folder, first), Warnings(folder, cached));
    }

    [EngineFact]
    public void Warnings_that_are_errors_by_now_fail_a_build_of_what_has_not_changed()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.Write("src/main.rs", "fn main() {\n    let unused = 1;\n}\n");
        folder.DotNet("build").Succeeded();

        Assert.Equal("unused_variables", Assert.Single(folder.DotNet("build", "-warnaserror").Failed().Errors).Code);
        Assert.Equal("unused_variables", Assert.Single(folder.DotNet("build", "-p:TreatWarningsAsErrors=true").Failed().Errors).Code);
        Assert.False(folder.DotNet("build", "-p:TreatWarningsAsErrors=true", "-p:NoWarn=unused_variables").Succeeded().StartedWorker);
    }

    [EngineFact]
    public void What_NoWarn_names_is_no_warning()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.Write("src/main.rs", "fn main() {\n    let unused = 1;\n}\nfn dead() {}\n");

        var result = folder.DotNet("build", "-p:NoWarn=unused_variables", "-p:TreatWarningsAsErrors=true", "-p:WarningsNotAsErrors=dead_code").Succeeded();

        Assert.Equal("dead_code", Assert.Single(result.Warnings).Code);
    }

    [EngineFact]
    public void A_compiler_that_was_killed_is_run_again_the_next_time()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.Write("build.rs", """
            fn main() {
                // The first run kills its parent, cargo, as a machine out of memory would.
                let marker = std::path::Path::new("/w/killed-once");
                if !marker.exists() {
                    std::fs::write(marker, "").unwrap();
                    let kill = format!("kill -9 {}", std::os::unix::process::parent_id());
                    std::process::Command::new("sh").args(["-c", &kill]).status().unwrap();
                    std::thread::sleep(std::time::Duration::from_secs(60));
                }
            }
            """);

        var killed = folder.DotNet("build").Failed();
        Assert.StartsWith("RUSTPROJ4", Assert.Single(killed.Errors).Code, StringComparison.Ordinal);

        folder.DotNet("build").Succeeded();
        Assert.Equal("hello", folder.RunProgram("bin/Debug/app"));
    }

    [EngineFact]
    public void A_compiler_that_was_killed_is_said_to_be()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.Write("Cargo.toml", folder.Read("Cargo.toml") + "\n[dependencies]\nkiller = { path = \"killer\" }\n");
        folder.Write("killer/Cargo.toml", "[package]\nname = \"killer\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[lib]\nproc-macro = true\n");
        folder.Write("killer/src/lib.rs", """
            #[proc_macro]
            pub fn kill(_: proc_macro::TokenStream) -> proc_macro::TokenStream {
                std::process::Command::new("sh").args(["-c", &format!("kill -9 {}", std::process::id())]).status().unwrap();
                loop {}
            }
            """);
        folder.Write("src/main.rs", "killer::kill!();\nfn main() {}\n");

        var error = folder.DotNet("build").SingleError("RUSTPROJ4026");

        Assert.Contains("(signal: 9, SIGKILL: kill). A process was killed", error.Text, StringComparison.Ordinal);
    }

    [EngineFact]
    public void A_failing_build_script_is_one_error_at_its_panic_also_where_it_printed_more_than_a_log_holds()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.Write("build.rs", "fn main() {\n    panic!(\"the answer was not 42\");\n}\n");

        var error = folder.DotNet("build").SingleError("RUSTPROJ4022");
        Assert.Contains("the answer was not 42", error.Text, StringComparison.Ordinal);
        Assert.Contains($"`app v0.1.0 ({folder.Root})`", error.Text, StringComparison.Ordinal);
        Assert.Equal((folder.At("build.rs"), 2), (error.File, error.LineNumber));

        folder.Write("build.rs", "fn main() {\n    for _ in 0..60000 { eprintln!(\"{}\", \"x\".repeat(100)); }\n    panic!();\n}\n");
        var clipped = folder.DotNet("build");
        clipped.SingleError("RUSTPROJ4022");
        Assert.Equal("RUSTPROJ4006", Assert.Single(clipped.Warnings).Code);
    }

    [EngineFact]
    public void What_a_macro_made_is_shown_where_the_sources_call_it_and_what_a_build_script_made_by_its_name()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.Write("Cargo.toml", folder.Read("Cargo.toml") + "\n[dependencies]\nmade = { path = \"made\" }\n");
        folder.Write("made/Cargo.toml", "[package]\nname = \"made\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[lib]\nproc-macro = true\n");
        folder.Write("made/src/lib.rs", """
            use proc_macro::TokenStream;
            #[proc_macro_derive(Bad)]
            pub fn bad(_: TokenStream) -> TokenStream { "fn derived() -> u32 { \"text\" }".parse().unwrap() }
            #[proc_macro]
            pub fn function(_: TokenStream) -> TokenStream { "fn called() -> u32 { \"text\" }".parse().unwrap() }
            """);
        folder.Write("build.rs", """
            fn main() { std::fs::write(std::env::var("OUT_DIR").unwrap() + "/made.rs", "fn made() -> u32 { \"text\" }").unwrap(); }
            """);
        folder.Write("src/part one.rs", "fn included() -> u32 { \"text\" }\n");
        folder.Write("src/main.rs", """
            #[derive(made::Bad)]
            struct S;
            made::function!();
            macro_rules! inner { ($value:expr) => { let _x: u32 = $value; let _y: u8 = vec![1u16]; } }
            macro_rules! outer { ($value:expr) => { inner!($value) } }
            include!(concat!(env!("OUT_DIR"), "/made.rs"));
            include!("part one.rs");
            fn main() {
                outer!("text");
            }
            """);

        var errors = folder.DotNet("build").Failed().Errors;

        Assert.All(errors, error => Assert.Equal("E0308", error.Code));
        Assert.Equal(
            ["Cargo.toml(0,0)", "src/main.rs(1,10)", "src/main.rs(3,1)", "src/main.rs(4,76)", "src/main.rs(9,12)", "src/part one.rs(1,24)"],
            errors.Select(error => $"{Path.GetRelativePath(folder.Root, error.File)}({error.LineNumber},{error.ColumnNumber})").Order(StringComparer.Ordinal));
        Assert.Contains("/out/made.rs:1:20", Assert.Single(errors, error => error.File == folder.At("Cargo.toml")).Text, StringComparison.Ordinal);
    }

    [EngineFact]
    public void A_symbol_that_the_linker_does_not_find_is_an_error_where_it_is_used()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.Write("src/main.rs", "extern \"C\" { fn nothere(); }\nfn main() {\n    unsafe { nothere() }\n}\n");

        var error = folder.DotNet("build").SingleError("RUSTPROJ4023");

        Assert.Equal((folder.At("src/main.rs"), 3), (error.File, error.LineNumber));
        Assert.Contains("undefined reference to `nothere'", error.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"-Wl,", error.Text, StringComparison.Ordinal);
    }

    [EngineFact]
    public void A_dependency_that_is_nowhere_is_an_error_at_its_line_of_the_manifest()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.Write("Cargo.toml", folder.Read("Cargo.toml") + "\n[dependencies]\nthis-is-no-package-of-any-registry = \"1\"\n");

        var error = Assert.Single(folder.DotNet("build").Failed().Errors);

        // Without a registry it cannot be downloaded, with one it cannot be found.
        Assert.True(error.Code is "RUSTPROJ4020" or "RUSTPROJ4024", error.Text);
        Assert.Equal((folder.At("Cargo.toml"), 7, 1), (error.File, error.LineNumber, error.ColumnNumber));
    }

    [EngineFact]
    public void A_base_image_that_cannot_be_had_is_one_error_that_names_it()
    {
        using var folder = new TestFolder();
        folder.WriteHello();

        var error = folder.DotNet("build", "-p:RustBuilderImage=registry.invalid/rust:0").SingleError("RUSTPROJ1010");

        Assert.Contains("registry.invalid/rust:0", error.Text, StringComparison.Ordinal);
    }

    private static string[] Warnings(TestFolder folder, DotNetResult result) =>
        [.. result.Warnings.Select(warning => $"{warning.Code} {Path.GetRelativePath(folder.Root, warning.File)} {warning.Text.Split(';')[0]}").Order(StringComparer.Ordinal)];
}
