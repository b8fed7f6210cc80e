using System.Text.Json;
using RustContainer.Cargo.Keys;
using RustContainer.Cargo.Selection;

namespace RustContainer.Cargo.Tests.Keys;

/// <summary>Builds a skeleton and then the workspace into one target directory, with the machine's cargo.</summary>
public static class SkeletonBuild
{
    public static readonly TargetTriple Host = TargetTriple.Parse(HostTriple());

    /// <summary>Locks and builds the workspace's externals by the skeleton, then the workspace; returns each external that was not fresh.</summary>
    public static (IReadOnlyList<string> External, IReadOnlyList<string> Stale) Run(CargoFixture fixture, CargoSelection selection, string? rustFlags = null)
    {
        if (!File.Exists(fixture.PathOf("Cargo.lock")))
            Succeed(fixture.Cargo(TestRegistry.Environment, "generate-lockfile", "--offline"));
        var resolved = selection.Resolve(fixture.Load());
        using var skeleton = new CargoFixture([.. Skeleton.Files(resolved, Host).Select(file => (file.Key, file.Value))]);
        var environment = new Dictionary<string, string>(TestRegistry.Environment) { ["CARGO_TARGET_DIR"] = skeleton.PathOf("target") };
        if (rustFlags is not null)
            environment["RUSTFLAGS"] = rustFlags;
        string[] common = ["build", "--offline", "--target", Host.Value, "--profile", selection.Profile];
        Succeed(skeleton.Cargo(environment, common));
        string[] packages = [.. resolved.Packages.SelectMany(package => (string[])["-p", package.Package.Name.Value])];
        string[] features = selection.Features.Count > 0 ? ["--features", string.Join(',', selection.Features)] : [];
        var output = Succeed(fixture.Cargo(environment, [.. common, .. packages, .. features, "--locked", "--message-format=json"]));
        var artifacts = output.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(message => message.GetProperty("reason").GetString() == "compiler-artifact")
            .Where(message => message.GetProperty("package_id").GetString()!.StartsWith("registry+", StringComparison.Ordinal)).ToArray();
        return ([.. artifacts.Select(Name)], [.. artifacts.Where(message => !message.GetProperty("fresh").GetBoolean()).Select(Name)]);
    }

    private static string Name(JsonElement message) =>
        $"{message.GetProperty("package_id").GetString()!.Split('#')[1]} [{string.Join(",", message.GetProperty("features").EnumerateArray())}]";

    private static string Succeed((int ExitCode, string Output, string Error) run)
    {
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output;
    }

    private static string HostTriple()
    {
        using var fixture = new CargoFixture();
        return fixture.Cargo("-vV").Output.Split('\n').First(line => line.StartsWith("host: ", StringComparison.Ordinal))["host: ".Length..].Trim();
    }
}
