using RustContainer.Sdk.Tests.Harness;

namespace RustContainer.Sdk.Tests;

/// <summary>The verbs of the dotnet command on one Rust project.</summary>
[Trait("Needs", "engine")]
public sealed class VerbTests
{
    [EngineFact]
    public void A_warning_that_is_an_error_fails_every_build_until_it_is_gone()
    {
        using var folder = new TestFolder();
        folder.WriteHello("old");
        folder.DotNet("build").Succeeded();
        folder.Write("src/main.rs", "fn main() { let unused = 1; println!(\"new\"); }\n");

        Assert.Equal("unused_variables", folder.DotNet("build", "-warnaserror").SingleError("unused_variables").Code);
        folder.DotNet("build", "-warnaserror").SingleError("unused_variables");
        Assert.Equal("old", folder.RunProgram("bin/Debug/app"));

        Assert.Single(folder.DotNet("build").Succeeded().Warnings);
        Assert.Equal("new", folder.RunProgram("bin/Debug/app"));
    }

    [EngineFact]
    public void Run_starts_the_default_program_with_its_arguments()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.Write("Cargo.toml", folder.Read("Cargo.toml") + "default-run = \"second\"\n");
        folder.Write("src/bin/second.rs", "fn main() { println!(\"{:?}\", std::env::args().skip(1).collect::<Vec<_>>()); }\n");

        var second = Command.Run(folder.Root, "dotnet", ["run", "--", "a", "b c"]);
        Assert.Contains("""["a", "b c"]""", second.Output, StringComparison.Ordinal);

        folder.Write("Cargo.toml", folder.Read("Cargo.toml").Replace("default-run = \"second\"\n", "", StringComparison.Ordinal));
        Assert.Contains("RUSTPROJ0007", Command.Run(folder.Root, "dotnet", ["run"]).Output, StringComparison.Ordinal);
    }

    [EngineFact]
    public void Clean_leaves_what_belongs_to_another_RID()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.DotNet("build").Succeeded();
        folder.DotNet("build", "-r", "linux-musl-x64").Succeeded();

        folder.DotNet("clean").Succeeded();

        Assert.False(File.Exists(folder.At("bin/Debug/app")));
        Assert.False(Directory.Exists(folder.At("obj/Debug/rustcontainer")));
        Assert.Equal("hello", folder.RunProgram("bin/Debug/linux-musl-x64/app"));
        Assert.False(folder.DotNet("build", "-r", "linux-musl-x64").Succeeded().StartedWorker);
    }
}
