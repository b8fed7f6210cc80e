using RustContainer.Sdk.Tests.Harness;

namespace RustContainer.Sdk.Tests;

/// <summary>Cargo.lock, without Rust on the machine.</summary>
[Trait("Needs", "engine")]
public sealed class LockTests
{
    [EngineFact]
    public void A_dependency_added_by_hand_reaches_the_lock_which_is_said_in_one_line()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        var first = folder.DotNet("build").Succeeded();
        Assert.Single(Lines(first, "Cargo.lock"));
        Assert.Contains("name = \"app\"", folder.Read("Cargo.lock"), StringComparison.Ordinal);
        Assert.False(folder.DotNet("build").Succeeded().StartedWorker);

        AddDependency(folder);
        var second = folder.DotNet("build").Succeeded();

        Assert.Single(Lines(second, "Cargo.lock"));
        Assert.Contains("name = \"itoa\"", folder.Read("Cargo.lock"), StringComparison.Ordinal);
        Assert.Equal("42", folder.RunProgram("bin/Debug/app"));
        Assert.False(folder.DotNet("build").Succeeded().StartedWorker);
    }

    [EngineFact]
    public void A_locked_build_names_what_the_lock_lacks_and_changes_nothing()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.DotNet("build").Succeeded();
        var locked = folder.Read("Cargo.lock");
        AddDependency(folder);

        var error = Assert.Single(folder.DotNet("build", "-p:CargoLocked=true").Failed().Errors);

        Assert.StartsWith("RUSTPROJ30", error.Code, StringComparison.Ordinal);
        Assert.Contains("itoa", error.Text, StringComparison.Ordinal);
        Assert.Equal(locked, folder.Read("Cargo.lock"));
        Assert.Equal("hello", folder.RunProgram("bin/Debug/app"));
    }

    [EngineFact]
    public void In_continuous_integration_a_missing_lock_is_an_error()
    {
        using var folder = new TestFolder();
        folder.WriteHello();

        var error = Assert.Single(folder.DotNet("build", "-p:ContinuousIntegrationBuild=true").Failed().Errors);

        Assert.Contains("Cargo.lock", error.Text, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.At("Cargo.lock")));
    }

    [EngineFact]
    public void A_deleted_lock_is_resolved_anew_rather_than_from_a_cache()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.DotNet("build").Succeeded();

        File.Delete(folder.At("Cargo.lock"));
        var result = folder.DotNet("build").Succeeded();

        Assert.Contains(result.Steps, step => step.Contains("resolve-lock.sh", StringComparison.Ordinal));
        Assert.True(File.Exists(folder.At("Cargo.lock")));
    }

    private static void AddDependency(TestFolder folder)
    {
        folder.Write("Cargo.toml", folder.Read("Cargo.toml") + "\n[dependencies]\nitoa = \"1\"\n");
        folder.Write("src/main.rs", "fn main() { println!(\"{}\", itoa::Buffer::new().format(42)); }\n");
    }

    private static IEnumerable<string> Lines(DotNetResult result, string text) =>
        result.Output.Split('\n').Where(line => line.Contains(text, StringComparison.Ordinal));
}
