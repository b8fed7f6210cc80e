using System.Diagnostics;
using System.Text.Json;
using RustContainer.Cargo.Keys;
using RustContainer.Cargo.Selection;

namespace RustContainer.Cargo.Tests.Keys;

/// <summary>Builds a skeleton and then the workspace into one target directory, with the machine's cargo.</summary>
public static class SkeletonBuild
{
    public static readonly TargetTriple Host = TargetTriple.Parse(HostTriple());

    /// <summary>Locks the workspace, builds the skeleton and then the workspace.</summary>
    /// <param name="fixture">The workspace.</param>
    /// <param name="selection">What is built of it.</param>
    /// <param name="rustFlags">RUSTFLAGS of both builds.</param>
    /// <param name="manifest">The root manifest, relative to the fixture.</param>
    public static Result Run(CargoFixture fixture, CargoSelection selection, string? rustFlags = null, string manifest = "Cargo.toml")
    {
        // Every registry is replaced; git repositories on this machine need cargo to be "online".
        var environment = new Dictionary<string, string>(TestRegistry.Environment) { ["CARGO_NET_OFFLINE"] = "false" };
        string[] here = ["--manifest-path", fixture.PathOf(manifest)];
        if (!File.Exists(Path.Combine(Path.GetDirectoryName(fixture.PathOf(manifest))!, "Cargo.lock")))
            Succeed(fixture.Cargo(environment, ["generate-lockfile", .. here]));
        var resolved = selection.Resolve(fixture.Load(manifest));
        using var skeleton = new CargoFixture([.. Skeleton.Files(resolved, new(Host, rustFlags ?? "", "", "")).Select(file => (file.Key, file.Value))]);
        environment["CARGO_TARGET_DIR"] = skeleton.PathOf("target");
        if (rustFlags is not null)
            environment["RUSTFLAGS"] = rustFlags;
        string[] common = ["build", "--target", Host.Value, "--profile", selection.Profile];
        Succeed(skeleton.Cargo(environment, common));
        var output = Succeed(fixture.Cargo(environment,
            [.. common, .. here, .. Options(selection, resolved), "--locked", "--message-format=json"]));
        var artifacts = output.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(message => message.GetProperty("reason").GetString() == "compiler-artifact").ToLookup(IsExternal);
        // What is the workspace's own is never taken from the skeleton.
        Assert.All(artifacts[false], message => Assert.False(message.GetProperty("fresh").GetBoolean(), Name(message)));
        Assert.DoesNotContain("rustcontainer-skeleton", output, StringComparison.Ordinal);
        Assert.DoesNotContain("rustcontainer_skeleton", output, StringComparison.Ordinal);
        return new([.. artifacts[true].Select(Name)],
            [.. artifacts[true].Where(message => !message.GetProperty("fresh").GetBoolean()).Select(Name)],
            artifacts[false].Select(message => message.GetProperty("executable").GetString()).Where(path => path is not null)
                .ToDictionary(path => Path.GetFileName(path)!, path => Output(path!)));
    }

    /// <summary>What a build told.</summary>
    /// <param name="External">The packages that are not of this machine, with version and features.</param>
    /// <param name="Stale">Those of them that the workspace's build compiled again.</param>
    /// <param name="Said">What each program of the workspace prints.</param>
    public sealed record Result(IReadOnlyList<string> External, IReadOnlyList<string> Stale, IReadOnlyDictionary<string, string> Said);

    private static string[] Options(CargoSelection selection, ResolvedSelection resolved) =>
    [
        .. resolved.Packages.SelectMany(package => (string[])["-p", package.Package.Name.Value]),
        .. selection.Features.Count > 0 ? ["--features", string.Join(',', selection.Features)] : Array.Empty<string>(),
        .. selection.NoDefaultFeatures ? ["--no-default-features"] : Array.Empty<string>(),
        .. selection.AllFeatures ? ["--all-features"] : Array.Empty<string>(),
        .. selection.Bin is { } bin ? ["--bin", bin] : Array.Empty<string>(),
    ];

    private static bool IsExternal(JsonElement message) =>
        !message.GetProperty("package_id").GetString()!.StartsWith("path+", StringComparison.Ordinal);

    private static string Output(string program)
    {
        using var process = Process.Start(new ProcessStartInfo(program) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd().Trim();
    }

    private static string Name(JsonElement message) =>
        $"{message.GetProperty("package_id").GetString()!.Split('#')[^1]} [{string.Join(",", message.GetProperty("features").EnumerateArray())}]";

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
