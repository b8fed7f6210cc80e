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
    public void A_warning_is_a_warning_also_when_the_step_was_cached()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.Write("src/main.rs", "fn main() {\n    let unused = 1;\n}\n");

        var warning = Assert.Single(folder.DotNet("build").Succeeded().Warnings);
        Assert.Equal("unused_variables", warning.Code);
        Assert.Equal(folder.At("src/main.rs"), warning.File);
        Assert.Equal(2, warning.LineNumber);
        Assert.Equal(9, warning.ColumnNumber);

        File.Delete(folder.At("bin/Debug/app"));
        var cached = folder.DotNet("build").Succeeded();
        Assert.Empty(cached.Compiled);
        Assert.Equal("unused_variables", Assert.Single(cached.Warnings).Code);
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
                    let parent = std::os::unix::process::parent_id().to_string();
                    std::process::Command::new("kill").args(["-9", &parent]).status().unwrap();
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
    public void A_failing_build_script_is_one_error_with_what_it_said()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.Write("build.rs", "fn main() { panic!(\"the answer was not 42\"); }\n");

        var error = folder.DotNet("build").SingleError("RUSTPROJ4001");

        Assert.Contains("the answer was not 42", error.Text, StringComparison.Ordinal);
    }

    [EngineFact]
    public void A_base_image_that_cannot_be_had_is_one_error_that_names_it()
    {
        using var folder = new TestFolder();
        folder.WriteHello();

        var error = folder.DotNet("build", "-p:RustBuilderImage=registry.invalid/rust:0").SingleError("RUSTPROJ1010");

        Assert.Contains("registry.invalid/rust:0", error.Text, StringComparison.Ordinal);
    }
}
