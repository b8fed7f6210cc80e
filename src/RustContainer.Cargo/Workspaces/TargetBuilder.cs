namespace RustContainer.Cargo.Workspaces;

/// <summary>Makes targets with Cargo's defaults for each kind.</summary>
internal static class TargetBuilder
{
    public static CargoTarget Inferred(TargetKind kind, TargetDiscovery.Found found, string edition) =>
        Create(kind, found.Name, found.Path, edition, kind == TargetKind.Library ? ["lib"] : ["bin"]);

    public static CargoTarget BuildScript(string name, string path, string edition) =>
        Create(TargetKind.BuildScript, name, ManifestPaths.NormalizeRelative(path), edition, ["bin"]);

    public static CargoTarget Listed(TargetKind kind, ManifestSection section, string name, string path, string edition)
    {
        var given = section.Strings(section.Spelling("crate-type", edition)) ?? [];
        var procMacro = section.Bool(section.Spelling("proc-macro", edition)) ?? false;
        var crateTypes = CrateTypes(kind, given, procMacro);
        if (kind == TargetKind.Binary)
            TargetRules.CheckBinary(section, name, given, procMacro);
        if (kind == TargetKind.Library)
            TargetRules.CheckLibrary(section, name, given);
        var ownEdition = section.String("edition");
        if (ownEdition is not null)
            PackageFields.CheckEdition(section, ownEdition);
        var target = Create(kind, name, ManifestPaths.NormalizeRelative(path), ownEdition ?? edition, crateTypes);
        return target with
        {
            FileName = kind == TargetKind.Binary ? section.String("filename") : null,
            RequiredFeatures = section.Strings("required-features") ?? [],
            Harness = section.Bool("harness") ?? true,
            Test = section.Bool("test") ?? target.Test,
            Doc = section.Bool("doc") ?? target.Doc,
            DocTest = (section.Bool("doctest") ?? kind == TargetKind.Library) && CanDocTest(kind, crateTypes),
        };
    }

    private static CargoTarget Create(TargetKind kind, string name, string path, string edition, IReadOnlyList<string> crateTypes) => new()
    {
        Name = name,
        Kind = kind,
        SourcePath = path,
        Edition = edition,
        CrateTypes = crateTypes,
        Test = kind is TargetKind.Library or TargetKind.Binary or TargetKind.Test,
        Doc = kind is TargetKind.Library or TargetKind.Binary,
        DocTest = CanDocTest(kind, crateTypes),
    };

    private static IReadOnlyList<string> CrateTypes(TargetKind kind, IReadOnlyList<string> given, bool procMacro) => kind switch
    {
        TargetKind.Library => given.Count > 0 ? given : procMacro ? ["proc-macro"] : ["lib"],
        TargetKind.Example => given.Count > 0 ? given : ["bin"],
        _ => ["bin"],
    };

    private static bool CanDocTest(TargetKind kind, IReadOnlyList<string> crateTypes) =>
        kind == TargetKind.Library && crateTypes.Any(type => type is "lib" or "rlib" or "proc-macro");
}
