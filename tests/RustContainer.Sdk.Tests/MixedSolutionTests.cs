using RustContainer.Sdk.Tests.Harness;

namespace RustContainer.Sdk.Tests;

/// <summary>C# and Rust in one solution: the mixed sample.</summary>
[Trait("Needs", "engine")]
public sealed class MixedSolutionTests
{
    private const string Program = "app/bin/Debug/net10.0/app.dll";

    [EngineFact]
    public void The_program_prints_what_Rust_computed_and_edits_of_either_side_reach_it()
    {
        using var folder = new TestFolder();
        folder.CopySample("mixed");
        folder.DotNet("build", "mixed.sln").Succeeded();
        Assert.Contains("42", Run(folder), StringComparison.Ordinal);

        var again = folder.DotNet("build", "mixed.sln").Succeeded();
        Assert.False(again.StartedWorker);

        folder.Write("app/Program.cs", folder.Read("app/Program.cs") + "\n// edited\n");
        Assert.False(folder.DotNet("build", "mixed.sln").Succeeded().StartedWorker);

        // The same length, so that the library keeps its size.
        folder.Write("src/lib.rs", folder.Read("src/lib.rs").Replace("a + b", "a - b", StringComparison.Ordinal));
        folder.DotNet("build", "mixed.sln").Succeeded();
        Assert.DoesNotContain("42", Run(folder), StringComparison.Ordinal);
    }

    [EngineFact]
    public void A_runtime_family_on_the_command_line_leaves_the_library_one_that_the_program_can_load()
    {
        using var folder = new TestFolder();
        folder.CopySample("mixed");

        folder.DotNet("build", "mixed.sln", "-p:ContainerRuntime=alpine").Succeeded();

        Assert.Contains("42", Run(folder), StringComparison.Ordinal);
    }

    [EngineFact]
    public void Publish_of_the_program_brings_the_library_along()
    {
        using var folder = new TestFolder();
        folder.CopySample("mixed");

        folder.DotNet("publish", "app", "-o", folder.At("published")).Succeeded();

        var result = Command.Run(folder.Root, "dotnet", [folder.At("published/app.dll")]);
        Assert.True(result.ExitCode == 0 && result.Output.Contains("42", StringComparison.Ordinal), result.Output);
    }

    [EngineFact]
    public void A_solution_takes_the_project_in_and_builds_two_of_them_at_once()
    {
        using var folder = new TestFolder();
        foreach (var name in new[] { "one", "two" })
        {
            folder.Write($"{name}/{name}.rustproj", """<Project Sdk="RustContainer.Sdk" />""");
            folder.Write($"{name}/Cargo.toml", $"[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
            folder.Write($"{name}/src/main.rs", $"fn main() {{ println!(\"{name}\"); }}\n");
        }

        foreach (var format in new[] { "sln", "slnx" })
        {
            Assert.Equal(0, Command.Run(folder.Root, "dotnet", ["new", "sln", "-n", format, "--format", format]).ExitCode);
            var added = Command.Run(folder.Root, "dotnet", ["sln", $"{format}.{format}", "add", "one/one.rustproj", "two/two.rustproj"]);
            Assert.True(added.ExitCode == 0, added.Output);
        }

        folder.DotNet("build", "sln.sln", "-m:2").Succeeded();
        Assert.Equal("one", folder.RunProgram("one/bin/Debug/one"));
        Assert.Equal("two", folder.RunProgram("two/bin/Debug/two"));
        Assert.False(folder.DotNet("build", "slnx.slnx", "-m:2").Succeeded().StartedWorker);
    }

    private static string Run(TestFolder folder)
    {
        var result = Command.Run(folder.Root, "dotnet", [folder.At(Program)]);
        Assert.True(result.ExitCode == 0, result.Output);
        return result.Output;
    }
}
