using System.Globalization;
using System.Text;
using System.Text.Json;
using RustContainer.Cargo.Versions;
using RustContainer.Cargo.Workspaces;

namespace RustContainer.Cargo.Tests;

/// <summary>What cargo and the model say of a workspace, in one comparable text.</summary>
public static class CargoMetadata
{
    private const string CratesIo = "registry+https://github.com/rust-lang/crates.io-index";

    /// <summary>The environment in which a stable cargo takes what only nightly ones take.</summary>
    public static IReadOnlyDictionary<string, string> Nightly { get; } = new Dictionary<string, string>
    {
        ["RUSTC_BOOTSTRAP"] = "1",
        ["CARGO_UNSTABLE_BINDEPS"] = "true",
        ["CARGO_UNSTABLE_CODEGEN_BACKEND"] = "true",
        ["CARGO_UNSTABLE_PANIC_IMMEDIATE_ABORT"] = "true",
        ["CARGO_UNSTABLE_PROFILE_RUSTFLAGS"] = "true",
        ["CARGO_UNSTABLE_TRIM_PATHS"] = "true",
    };

    public static void AssertAgrees(
        CargoFixture fixture, string manifest = "Cargo.toml", IReadOnlyDictionary<string, string>? environment = null)
    {
        var (exitCode, output, error) = fixture.Cargo(environment,
            "metadata", "--no-deps", "--offline", "--format-version", "1", "--manifest-path", fixture.PathOf(manifest));
        Assert.True(exitCode == 0, error);
        Assert.Equal(Describe(JsonDocument.Parse(output).RootElement), Describe(fixture.Load(manifest)));
    }

    /// <summary>What <c>cargo metadata --no-deps</c> printed.</summary>
    public static string Describe(JsonElement metadata)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"root {metadata.GetProperty("workspace_root").GetString()}\n");
        var defaults = metadata.GetProperty("workspace_default_members").EnumerateArray().Select(id => id.GetString()).ToHashSet();
        foreach (var package in metadata.GetProperty("packages").EnumerateArray().OrderBy(package => Text(package, "manifest_path"), StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture,
                $"package {Text(package, "name")} {Text(package, "version")} {Text(package, "edition")} {Text(package, "manifest_path")}" +
                $" run={Text(package, "default_run")} links={Text(package, "links")} rust={Text(package, "rust_version")}" +
                $" license={Text(package, "license")} description={Text(package, "description")} authors={List(package, "authors")}" +
                $" repository={Text(package, "repository")} default={defaults.Contains(Text(package, "id"))}\n");
            var targets = package.GetProperty("targets").EnumerateArray().Select(target =>
                $"  target {List(target, "kind")} {Text(target, "name")} [{List(target, "crate_types")}] {Text(target, "src_path")}" +
                $" {Text(target, "edition")} requires={List(target, "required-features")} doc={Flag(target, "doc")}" +
                $" doctest={Flag(target, "doctest")} test={Flag(target, "test")}\n");
            text.AppendJoin("", targets);
            foreach (var feature in package.GetProperty("features").EnumerateObject().OrderBy(feature => feature.Name, StringComparer.Ordinal))
                text.Append(CultureInfo.InvariantCulture, $"  feature {feature.Name} = {string.Join(",", feature.Value.EnumerateArray())}\n");
            var dependencies = package.GetProperty("dependencies").EnumerateArray().Select(dependency =>
                $"  dependency {Text(dependency, "name")} {Text(dependency, "req")} kind={Text(dependency, "kind")} rename={Text(dependency, "rename")}" +
                $" optional={Flag(dependency, "optional")} default={Flag(dependency, "uses_default_features")} [{List(dependency, "features")}]" +
                $" {Compact(Text(dependency, "target"))} {Text(dependency, "path")} {SourceOf(dependency)}" +
                $" other-registry={Text(dependency, "registry").Length > 0}{ArtifactOf(dependency)}\n");
            text.AppendJoin("", dependencies.Order(StringComparer.Ordinal));
        }
        return text.ToString();
    }

    /// <summary>The same of the model.</summary>
    public static string Describe(CargoWorkspace workspace)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"root {workspace.RootDirectory}\n");
        foreach (var package in workspace.Members.OrderBy(package => package.ManifestPath, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture,
                $"package {package.Name} {package.Version} {package.Edition} {package.ManifestPath}" +
                $" run={package.DefaultRun} links={package.Links} rust={package.RustVersion}" +
                $" license={package.License} description={package.Description} authors={string.Join(",", package.Authors)}" +
                $" repository={package.Repository} default={workspace.DefaultMembers.Contains(package)}\n");
            var targets = package.Targets.Select(target =>
                $"  target {KindOf(target)} {target.Name} [{string.Join(",", target.CrateTypes)}] {Path.Combine(package.Manifest.Directory, target.SourcePath)}" +
                $" {target.Edition} requires={string.Join(",", target.RequiredFeatures)} doc={target.Doc}" +
                $" doctest={target.DocTest} test={target.Test}\n");
            text.AppendJoin("", targets);
            foreach (var (name, values) in package.Features)
                text.Append(CultureInfo.InvariantCulture, $"  feature {name} = {string.Join(",", values)}\n");
            var dependencies = package.Dependencies.Select(dependency =>
                $"  dependency {dependency.Package} {Canonical(dependency.Requirement)} kind={KindOf(dependency.Kind)}" +
                $" rename={(dependency.IsRenamed ? dependency.Key : "")} optional={dependency.Optional} default={dependency.DefaultFeatures}" +
                $" [{string.Join(",", dependency.Features)}] {Compact(dependency.Platform)} {PathOf(workspace, dependency)} {SourceOf(dependency)}" +
                $" other-registry={dependency.Registry is not null}{ArtifactOf(dependency.Artifact)}\n");
            text.AppendJoin("", dependencies.Order(StringComparer.Ordinal));
        }
        return text.ToString();
    }

    private static string KindOf(CargoTarget target) => target.Kind switch
    {
        TargetKind.Library => string.Join(",", target.CrateTypes),
        TargetKind.Binary => "bin",
        TargetKind.Example => "example",
        TargetKind.Test => "test",
        TargetKind.Benchmark => "bench",
        _ => "custom-build",
    };

    private static string KindOf(DependencyKind kind) => kind switch
    {
        DependencyKind.Development => "dev",
        DependencyKind.Build => "build",
        _ => "",
    };

    private static string PathOf(CargoWorkspace workspace, CargoDependency dependency) => dependency.Source is PathSource path
        ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(workspace.RootDirectory, path.Directory)))
        : "";

    /// <summary>A registry that has a name is told by Cargo as the address that the configuration gives it.</summary>
    private static string SourceOf(JsonElement dependency) => Text(dependency, "source") is not CratesIo and var source
        && (source.StartsWith("registry+", StringComparison.Ordinal) || source.StartsWith("sparse+", StringComparison.Ordinal))
            ? "another registry"
            : Text(dependency, "source");

    private static string ArtifactOf(JsonElement dependency) => dependency.TryGetProperty("artifact", out var artifact)
        ? $" artifact=[{List(artifact, "kinds")}] lib={Flag(artifact, "lib")} for={Text(artifact, "target")}"
        : "";

    private static string ArtifactOf(DependencyArtifact? artifact) => artifact is null ? ""
        : $" artifact=[{string.Join(",", artifact.Kinds)}] lib={artifact.IsLibraryToo} for={artifact.Target}";

    private static string SourceOf(CargoDependency dependency) => dependency.Source switch
    {
        RegistrySource { Name: null, IndexUrl: null } => CratesIo,
        RegistrySource => "another registry",
        GitSource git => $"git+{Normal(git.Url)}" + git.Reference.Kind switch
        {
            GitReferenceKind.Branch => $"?branch={git.Reference.Value}",
            GitReferenceKind.Tag => $"?tag={git.Reference.Value}",
            GitReferenceKind.Revision => $"?rev={git.Reference.Value}",
            _ => "",
        },
        _ => "",
    };

    /// <summary>Cargo prints a platform with spaces and commas of its own, and takes `r#true` for `true`.</summary>
    private static string Compact(string? platform) => (platform ?? "").Replace(" ", "", StringComparison.Ordinal)
        .Replace(",)", ")", StringComparison.Ordinal).Replace("r#true", "true", StringComparison.Ordinal);

    private static string Normal(string url) => url.StartsWith("http", StringComparison.Ordinal) ? new Uri(url).ToString() : url;

    /// <summary>A requirement as the semver crate prints it.</summary>
    private static string Canonical(VersionReq? requirement) => requirement is null || requirement.Comparators.Count == 0
        ? "*"
        : string.Join(", ", requirement.Comparators.Select(comparator => SignOf(comparator.Operator) + comparator.Major
            + (comparator.Minor is { } minor ? $".{minor}" : "") + (comparator.Patch is { } patch ? $".{patch}" : "")
            + (comparator.Prerelease.Length > 0 ? $"-{comparator.Prerelease}" : "")
            + (comparator.Operator == VersionOperator.Wildcard ? ".*" : "")));

    private static string SignOf(VersionOperator sign) => sign switch
    {
        VersionOperator.Exact => "=",
        VersionOperator.Greater => ">",
        VersionOperator.GreaterOrEqual => ">=",
        VersionOperator.Less => "<",
        VersionOperator.LessOrEqual => "<=",
        VersionOperator.Tilde => "~",
        VersionOperator.Caret => "^",
        _ => "",
    };

    private static string Text(JsonElement element, string key) =>
        element.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static bool Flag(JsonElement element, string key) => element.GetProperty(key).GetBoolean();

    private static string List(JsonElement element, string key) =>
        element.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Array ? string.Join(",", value.EnumerateArray()) : "";
}
