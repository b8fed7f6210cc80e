namespace RustContainer.Cargo.Workspaces;

/// <summary>Makes a package from its manifest.</summary>
/// <param name="roots">Finds the workspace that a manifest inherits from.</param>
/// <param name="workspaceRoot">The directory that paths are made relative to.</param>
internal sealed class PackageReader(RootSearch roots, string workspaceRoot)
{
    public CargoPackage Read(ManifestFile manifest)
    {
        var package = manifest.Root.Section(manifest.Root.Has("package") ? "package" : "project")!;
        var inheritance = new Inheritance(manifest, roots);
        var fields = new PackageFields(package, inheritance);
        var name = fields.Name();
        var edition = fields.Edition();
        fields.CheckInherited();
        PackageRules.Check(package, fields, edition);
        _ = ManifestRules.Resolver(package);
        inheritance.CheckLints();
        var dependencies = new DependencyReader(manifest, inheritance, workspaceRoot, edition).Read();
        var targets = new TargetReader(package, name, edition).Read();
        PackageRules.CheckLinks(package, targets);
        return new CargoPackage
        {
            Name = new(name),
            Version = fields.Version(),
            Directory = ManifestPaths.Relative(workspaceRoot, manifest.Directory),
            Manifest = manifest,
            IsMember = false,
            Edition = edition,
            RustVersion = fields.Text("rust-version"),
            Links = package.String("links"),
            Description = fields.Text("description"),
            License = fields.Text("license"),
            Authors = fields.Texts("authors"),
            Repository = fields.Text("repository"),
            DefaultRun = DefaultRun(package, name, targets),
            Targets = targets,
            Dependencies = dependencies,
            Features = FeatureReader.Read(manifest, dependencies),
        };
    }

    private static string? DefaultRun(ManifestSection package, string name, IReadOnlyList<CargoTarget> targets)
    {
        if (package.String("default-run") is not { } run)
            return null;
        var binaries = targets.Where(target => target.Kind == TargetKind.Binary).Select(target => target.Name).ToArray();
        return binaries.Contains(run, StringComparer.Ordinal) ? run : throw package.Error(CargoCodes.DefaultRunMissing,
            $"`default-run` of `{name}` is \"{run}\", and its binaries are: {Names.List(binaries)}; choose one of them.", "default-run");
    }
}
