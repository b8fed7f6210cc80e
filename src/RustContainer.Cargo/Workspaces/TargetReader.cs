using RustContainer.Cargo.Toml;
using RustContainer.Contract;

namespace RustContainer.Cargo.Workspaces;

/// <summary>Finds the targets of one package: those that the manifest lists, merged with those that its files imply.</summary>
/// <param name="package">The manifest's <c>[package]</c>.</param>
/// <param name="name">The package's name.</param>
/// <param name="edition">Its edition.</param>
internal sealed class TargetReader(ManifestSection package, string name, string edition)
{
    private static readonly TargetKind[] Listed = [TargetKind.Binary, TargetKind.Example, TargetKind.Test, TargetKind.Benchmark];

    private readonly ManifestFile _manifest = package.File;
    private bool _hasLibrary;

    private string Directory => _manifest.Directory;

    private bool Is2015 => edition == "2015";

    /// <summary>The targets: library, binaries, examples, tests, benchmarks, build script.</summary>
    public IReadOnlyList<CargoTarget> Read()
    {
        var targets = new List<CargoTarget>();
        if (ReadLibrary() is { } library)
            targets.Add(library);
        _hasLibrary = targets.Count > 0;
        foreach (var kind in Listed)
            targets.AddRange(ReadList(kind));
        if (targets.Count == 0)
            throw package.Error(CargoCodes.NoTargets,
                $"The package `{name}` has no target: there is neither src/lib.rs nor src/main.rs, nor a [lib] or [[bin]] section.");
        targets.AddRange(ReadBuildScript());
        return targets;
    }

    private CargoTarget? ReadLibrary()
    {
        var listed = _manifest.Root.Section("lib");
        var inferred = TargetDiscovery.Find(Directory, name, TargetKind.Library);
        if (listed is not { } section)
            return inferred.Count == 0 || package.Bool("autolib") == false ? null
                : TargetBuilder.Inferred(TargetKind.Library, inferred[0], edition);
        var libraryName = section.String("name") ?? name.Replace('-', '_');
        TargetRules.CheckName(section, TargetKind.Library, libraryName);
        var path = section.String("path") ?? (inferred.Count > 0 ? inferred[0].Path : LegacyLibraryPath(libraryName))
            ?? throw section.Error(CargoCodes.TargetSourceMissing,
                $"The library `{libraryName}` of `{name}` has no source; create `src/lib.rs`, or set `path` in [lib].");
        return TargetBuilder.Listed(TargetKind.Library, section, libraryName, path, edition);
    }

    private string? LegacyLibraryPath(string libraryName) =>
        Is2015 && TargetDiscovery.Exists(Directory, $"src/{libraryName}.rs") ? $"src/{libraryName}.rs" : null;

    private List<CargoTarget> ReadList(TargetKind kind)
    {
        var listed = _manifest.Root.Array(TargetRules.KeyOf(kind));
        var automatic = package.Bool(TargetRules.SwitchOf(kind));
        var needsFiles = automatic != false || listed?.Any(section => !section.Has("path")) == true;
        var inferred = needsFiles ? TargetDiscovery.Find(Directory, name, kind) : [];
        if (listed is null && inferred.Count == 0)
            return [];
        var byName = inferred.ToLookup(found => found.Name, StringComparer.Ordinal);
        var targets = new List<CargoTarget>();
        foreach (var section in listed ?? [])
            targets.Add(ReadListed(kind, section, byName));
        if (automatic ?? (listed is null || !Is2015))
        {
            var (names, paths) = Taken(listed ?? []);
            targets.AddRange(inferred.Where(found => !names.Contains(found.Name) && !paths.Contains(found.Path))
                .Select(found => TargetBuilder.Inferred(kind, found, edition)));
        }
        CheckUnique(kind, targets, listed);
        if (needsFiles)
            targets.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return targets;
    }

    /// <summary>Found files give way to a listed target of the same name, and to one that is given the same file; as Cargo has it, by
    /// the path as written, so that one with ".." is another file.</summary>
    private static (HashSet<string> Names, HashSet<string> Paths) Taken(IReadOnlyList<ManifestSection> listed) =>
        (listed.Select(section => section.String("name")).OfType<string>().ToHashSet(StringComparer.Ordinal),
        listed.Select(section => section.String("path")).OfType<string>().Where(path => !path.Split('/').Contains(".."))
            .Select(ManifestPaths.NormalizeRelative).ToHashSet(StringComparer.Ordinal));

    private CargoTarget ReadListed(TargetKind kind, ManifestSection section, ILookup<string, TargetDiscovery.Found> inferred)
    {
        var key = TargetRules.KeyOf(kind);
        var targetName = section.String("name")
            ?? throw section.Error(CargoCodes.InvalidTarget, $"A [[{key}]] has no name; give it `name = \"…\"`.");
        TargetRules.CheckName(section, kind, targetName);
        var path = section.String("path") ?? InferPath(kind, section, targetName, inferred);
        return TargetBuilder.Listed(kind, section, targetName, path, edition);
    }

    private string InferPath(TargetKind kind, ManifestSection section, string targetName, ILookup<string, TargetDiscovery.Found> inferred)
    {
        var matching = inferred[targetName].ToArray();
        if (matching.Length == 1)
            return matching[0].Path;
        return LegacyPath(kind, targetName) ?? throw Missing();

        CodedException Missing()
        {
            var key = TargetRules.KeyOf(kind);
            var folder = kind switch { TargetKind.Binary => "src/bin", TargetKind.Benchmark => "benches", _ => $"{key}s" };
            return section.Error(CargoCodes.TargetSourceMissing, matching.Length == 0
                ? $"The source of the {TargetRules.WordOf(kind)} `{targetName}` is neither `{folder}/{targetName}.rs` nor " +
                  $"`{folder}/{targetName}/main.rs`; create one of them, or set `path` in [[{key}]]."
                : $"The {TargetRules.WordOf(kind)} `{targetName}` could be `{matching[0].Path}` or " +
                  $"`{matching[1].Path}`; set `path` in [[{key}]].",
                "name");
        }
    }

    /// <summary>Places that edition 2015 took by mistake and keeps.</summary>
    private string? LegacyPath(TargetKind kind, string targetName)
    {
        if (!Is2015)
            return null;
        string[] places = kind switch
        {
            TargetKind.Binary when _hasLibrary => ["src/main.rs", "src/bin/main.rs"],
            TargetKind.Binary => [$"src/{targetName}.rs", "src/main.rs", "src/bin/main.rs"],
            TargetKind.Benchmark when targetName == "bench" => ["src/bench.rs"],
            _ => [],
        };
        return places.FirstOrDefault(place => TargetDiscovery.Exists(Directory, place));
    }

    private void CheckUnique(TargetKind kind, List<CargoTarget> targets, IReadOnlyList<ManifestSection>? listed)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (targets.FirstOrDefault(target => !seen.Add(target.Name)) is not { } twice)
            return;
        var at = listed?.LastOrDefault(section => section.String("name") == twice.Name) is { File: not null } section ? section : package;
        var files = string.Join("` and `", targets.Where(target => target.Name == twice.Name).Select(target => target.SourcePath));
        throw at.Error(CargoCodes.DuplicateTarget,
            $"The package `{name}` has two {TargetRules.WordOf(kind)} targets named `{twice.Name}` (`{files}`); their names must differ.");
    }

    private CargoTarget[] ReadBuildScript()
    {
        string[] scripts = package.Table["build"] switch
        {
            null => File.Exists(Path.Combine(Directory, "build.rs")) ? ["build.rs"] : [],
            TomlBoolean flag => flag.Value ? ["build.rs"] : [],
            TomlString path => [path.Value],
            TomlArray => [.. package.Strings("build")!],
            var other => throw package.WrongType("build", other, "a path or a boolean"),
        };
        if (scripts.GroupBy(Path.GetFileNameWithoutExtension).FirstOrDefault(group => group.Count() > 1) is { } same)
            throw package.Error(CargoCodes.DuplicateTarget,
                $"The package `{name}` has two build scripts named `{same.Key}` (`{string.Join("` and `", same)}`); their names must " +
                "differ.", "build");
        return [.. scripts.Select(BuildScript)];
    }

    private CargoTarget BuildScript(string path)
    {
        var stem = Path.GetFileNameWithoutExtension(path);
        return stem.Length > 0
            ? TargetBuilder.BuildScript($"build-script-{stem}", path, edition)
            : throw package.Error(CargoCodes.InvalidTarget, $"`package.build` is \"{path}\", which is no file name.", "build");
    }
}
