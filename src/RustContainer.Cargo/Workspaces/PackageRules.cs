using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Workspaces;

/// <summary>What Cargo refuses in a <c>[package]</c> whose fields are known.</summary>
internal static class PackageRules
{
    /// <summary>Throws the first error.</summary>
    /// <param name="package">The section.</param>
    /// <param name="fields">Its fields.</param>
    /// <param name="edition">Its edition.</param>
    public static void Check(ManifestSection package, PackageFields fields, string edition)
    {
        var rust = fields.Text("rust-version");
        if (package.Has("edition") && rust is not null && !RustVersions.Has(rust, edition))
            throw package.Error(CargoCodes.ContradictoryManifest,
                $"`rust-version` is {rust}, and edition {edition} needs Rust {RustVersions.FirstWith(edition)}; raise `rust-version`, or " +
                "choose an older edition.", "rust-version");
        if (package.Path == "project" && string.CompareOrdinal(edition, "2024") >= 0)
            throw package.Error(CargoCodes.WrongType, "[project] is a spelling that edition 2024 gave up; write [package].");
        if (package.Has("metabuild"))
            throw package.Error(CargoCodes.UnsupportedFeature,
                "`metabuild` is for nightly toolchains, and builds with it are not supported; write a build script.", "metabuild");
        if (!package.Has("version") && Publishes(fields))
            throw package.Error(CargoCodes.ContradictoryManifest,
                "`publish` needs a version to publish; add `version`, or remove `publish`.", "publish");
    }

    /// <summary>Throws where <c>links</c> has no build script to do so.</summary>
    public static void CheckLinks(ManifestSection package, IEnumerable<CargoTarget> targets)
    {
        if (package.String("links") is { } links && !targets.Any(target => target.Kind == TargetKind.BuildScript))
            throw package.Error(CargoCodes.ContradictoryManifest,
                $"`links` is \"{links.ReplaceLineEndings(" ")}\", and there is no build script to link it; create build.rs, or remove " +
                "`links`.", "links");
    }

    private static bool Publishes(PackageFields fields) =>
        fields.Value("publish") is TomlBoolean { Value: true } or TomlArray { Items.Count: > 0 };
}
