using System.Text.Json;
using RustContainer.Cargo.Recipes;

namespace RustContainer.Cargo.Tests.Recipes;

/// <summary>Cooks a workspace's recipe, lays the real sources over it and builds, as a Dockerfile does.</summary>
/// <param name="Arguments">Cargo's command and flags, for both builds.</param>
public sealed record CookedBuild(params string[] Arguments)
{
    /// <summary>The crates of <see cref="TestRegistry"/>, and no debug information, which is half of the time.</summary>
    public static readonly IReadOnlyDictionary<string, string> Quick =
        new Dictionary<string, string>(TestRegistry.Environment) { ["CARGO_PROFILE_DEV_DEBUG"] = "0", ["CARGO_INCREMENTAL"] = "0" };

    /// <summary>The member or binary to which the recipe is cut.</summary>
    public string? Bin { get; init; }

    /// <summary>Whether the dummies are for a target without std.</summary>
    public bool NoStd { get; init; }

    /// <summary>Where the workspace lies in the fixture.</summary>
    public string Root { get; init; } = "";

    /// <summary>Environment variables for cargo.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = Quick;

    /// <summary>Asserts that both builds succeed with the lock as it is.</summary>
    /// <returns>The external crates that the second build used, as <c>name@version</c>; those that it compiled end with <c>!</c>.</returns>
    public IReadOnlyList<string> Run(CargoFixture fixture)
    {
        if (!File.Exists(fixture.PathOf(Path.Combine(Root, "Cargo.lock"))))
            Succeed(fixture.Cargo(Environment, "generate-lockfile", "--offline", "--manifest-path", Path.Combine(Root, "Cargo.toml")));
        using var cooked = new CargoFixture();
        var directory = Directory.CreateDirectory(cooked.PathOf(Root)).FullName;
        CargoChefCook.Write(Recipe.ToJson(fixture.Load(Path.Combine(Root, "Cargo.toml")), Bin), directory, NoStd);
        Build(directory);
        foreach (var file in Directory.EnumerateFiles(fixture.Root, "*", SearchOption.AllDirectories))
        {
            var path = cooked.PathOf(Path.GetRelativePath(fixture.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, File.ReadAllBytes(file));
        }
        var artifacts = Build(directory).Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(message => message.GetProperty("reason").GetString() == "compiler-artifact")
            .Where(message => message.GetProperty("package_id").GetString()!.StartsWith("registry+", StringComparison.Ordinal));
        return [.. artifacts.Select(message => message.GetProperty("package_id").GetString()!.Split('#')[1]
            + (message.GetProperty("fresh").GetBoolean() ? "" : "!")).Distinct().Order(StringComparer.Ordinal)];
    }

    private string Build(string directory) =>
        Succeed(CargoFixture.RunCargo(directory, Environment, [.. Arguments, "--offline", "--locked", "--message-format=json"]));

    private static string Succeed((int ExitCode, string Output, string Error) run)
    {
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output;
    }
}
