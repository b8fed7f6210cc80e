using System.Text.Json;
using System.Text.RegularExpressions;
using RustContainer.Cargo.Workspaces;
using RustContainer.Contract;
using Xunit.Abstractions;

namespace RustContainer.Cargo.Tests.Workspaces;

/// <summary>
/// Checked-out repositories, where CARGO_WORKSPACES names a folder that holds them: every workspace and every package that stands alone
/// is read by the model and by cargo. The project's own cases need no such folder.
/// </summary>
public sealed partial class Public_workspaces_are_read_as_cargo_reads_them(ITestOutputHelper output)
{
    private const string Root = "CARGO_WORKSPACES";

    // Nothing outside of the repositories counts, nor do their rust-toolchain files, whose toolchains are not here.
    private static readonly Dictionary<string, string> Stable = new()
    {
        ["CARGO_HOME"] = EmptyHome(),
        ["RUSTUP_TOOLCHAIN"] = "stable",
    };

    public static TheoryData<string> Roots()
    {
        var roots = new TheoryData<string>();
        if (Environment.GetEnvironmentVariable(Root) is not { Length: > 0 } folder)
            return roots;
        var known = new HashSet<string>();
        var manifests = Directory.EnumerateFiles(folder, "Cargo.toml", SearchOption.AllDirectories)
            .OrderBy(path => path.Count(character => character == '/')).ThenBy(path => path, StringComparer.Ordinal);
        foreach (var path in manifests.Where(path => !known.Contains(path)))
        {
            roots.Add(Path.GetRelativePath(folder, path));
            if (Load(path) is { Workspace: { } workspace })
                known.UnionWith(workspace.Members.Select(member => member.ManifestPath));
        }
        return roots;
    }

    [FolderTheory(Root)]
    [MemberData(nameof(Roots))]
    public void The_model_is_what_cargo_says(string manifest)
    {
        var path = Path.GetFullPath(Path.Combine(Environment.GetEnvironmentVariable(Root)!, manifest));
        output.WriteLine(manifest);
        var (workspace, problem) = Load(path);
        var (exitCode, json, error) = Metadata(path);
        if (problem is null && exitCode != 0 && (IsOfTheToolchain().IsMatch(error) || IsAbove(path, error)))
        {
            output.WriteLine($"left to cargo: {error}");
            return;
        }
        if (problem is null)
        {
            Assert.True(exitCode == 0, $"Only cargo refuses it: {error}");
            using var metadata = JsonDocument.Parse(json);
            Assert.Equal(CargoMetadata.Describe(metadata.RootElement), CargoMetadata.Describe(workspace!));
            output.WriteLine($"{workspace!.Members.Count} packages, {workspace.Members.Sum(member => member.Targets.Count)} targets");
            return;
        }
        // Some errors cargo keeps until it builds.
        if (exitCode == 0)
            (exitCode, _, error) = CargoFixture.RunCargo(Path.GetDirectoryName(path)!, Stable, "check", "--offline");
        Assert.True(exitCode != 0, $"Only the model refuses it: {problem}");
        // Of a dependency cargo names the table, the model the key in it.
        if (Place().Match(error) is { Success: true } place && !problem.Message.Contains("dependencies.", StringComparison.Ordinal))
            Assert.Equal((Path.GetFullPath(place.Groups[1].Value, Path.GetDirectoryName(path)!), place.Groups[2].Value),
                (problem.File, $"{problem.Line}"));
        output.WriteLine($"refused: {problem}\nby cargo: {error}");
    }

    private static string EmptyHome()
    {
        var home = Directory.CreateTempSubdirectory("rustcontainer-cargo-home-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(home, recursive: true);
        return home;
    }

    private static (CargoWorkspace? Workspace, Diagnostic? Problem) Load(string path)
    {
        try
        {
            return (CargoWorkspace.Load(path), null);
        }
        catch (CodedException error)
        {
            return (null, error.Diagnostic);
        }
    }

    /// <summary>Runs cargo, again where it lacks what the model does not look for: a nightly toolchain, and the registries' addresses.</summary>
    private static (int ExitCode, string Output, string Error) Metadata(string path)
    {
        var environment = new Dictionary<string, string>(Stable);
        while (true)
        {
            var result = CargoFixture.RunCargo(Path.GetDirectoryName(path)!, environment,
                "metadata", "--no-deps", "--offline", "--format-version", "1", "--manifest-path", path);
            if (result.ExitCode != 0 && NeedsNightly().IsMatch(result.Error) && environment.TryAdd("RUSTC_BOOTSTRAP", "1"))
            {
                foreach (var (key, value) in CargoMetadata.Nightly)
                    environment[key] = value;
                continue;
            }
            if (UnknownRegistry().Match(result.Error) is { Success: true } registry
                && environment.TryAdd(RegistryVariable(registry.Groups[1].Value + registry.Groups[2].Value), "https://example.invalid/index"))
                continue;
            return result;
        }
    }

    /// <summary>Whether the error is in a manifest above the package: one that its workspace, and so the build, knows nothing of.</summary>
    private static bool IsAbove(string path, string error) =>
        (BadManifest().Matches(error) is [.., var last] ? last.Groups[1].Value
            : Place().Match(error) is { Success: true } place ? Path.GetFullPath(place.Groups[1].Value, Path.GetDirectoryName(path)!)
            : null) is { } bad
        && bad != path && path.StartsWith(Path.GetDirectoryName(bad)! + "/", StringComparison.Ordinal)
        && CargoWorkspace.Load(path).RootManifestPath != bad;

    private static string RegistryVariable(string name) => $"CARGO_REGISTRIES_{name.ToUpperInvariant().Replace('-', '_')}_INDEX";

    [GeneratedRegex("requires a nightly version|is required\n|requires `-Z|only accepted on the nightly")]
    private static partial Regex NeedsNightly();

    // What cargo-features may name, and what newer versions allow, depends on the toolchain; and some of it on cargo's configuration.
    [GeneratedRegex("Cargo feature called|cargo feature `.*` has been removed|'public' specifier|unknown Cargo.toml feature|cannot override workspace's `default-features`|config value is no longer")]
    private static partial Regex IsOfTheToolchain();

    [GeneratedRegex("failed to parse manifest at `(.*)`")]
    private static partial Regex BadManifest();

    [GeneratedRegex("registry index was not found in any configuration: `(.*)`|entry `([^`]+)` should be a URL or registry name")]
    private static partial Regex UnknownRegistry();

    [GeneratedRegex("^ *--> (.*):([0-9]+):[0-9]+$", RegexOptions.Multiline)]
    private static partial Regex Place();
}
