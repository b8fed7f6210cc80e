using RustContainer.Contract;

namespace RustContainer.Cargo.Workspaces;

/// <summary>What Cargo refuses in a profile. https://doc.rust-lang.org/cargo/reference/profiles.html</summary>
internal static class ProfileRules
{
    private static readonly string[] NotInOverrides = ["package", "build-override", "panic", "lto", "rpath"];

    /// <summary>Throws the first error of <c>[profile]</c>.</summary>
    public static void Check(ManifestSection document)
    {
        foreach (var (_, profile) in document.Sections("profile"))
        {
            if (profile.Section("build-override") is { } scripts)
                CheckOverride(scripts);
            foreach (var (_, package) in profile.Sections("package"))
                CheckOverride(package);
            CheckProfile(profile);
        }
    }

    private static void CheckOverride(ManifestSection section)
    {
        if (Array.Find(NotInOverrides, section.Has) is { } key)
            throw Error(section, key, $"has `{key}`, which only a whole profile can set; move it there");
    }

    private static void CheckProfile(ManifestSection profile)
    {
        if (profile.Has("dir-name"))
            throw Error(profile, "dir-name", "has `dir-name`, and the directory is always named after the profile; remove it");
        if (profile.String("inherits") == "debug")
            throw Error(profile, "inherits", "inherits `debug`, which is no profile; write `inherits = \"dev\"`");
        if (profile.String("panic") is { } panic && panic is not ("unwind" or "abort" or "immediate-abort"))
            throw Error(profile, "panic", $"has `panic` \"{panic.ReplaceLineEndings(" ")}\"; write \"unwind\" or \"abort\"");
        if (profile.Table["lto"] is Toml.TomlString { Value: "true" or "false" } lto)
            throw Error(profile, "lto", $"has `lto` \"{lto.Value}\" as a string; write {lto.Value} without quotes, \"thin\", \"fat\" " +
                "or \"off\"");
    }

    private static CodedException Error(ManifestSection section, string key, string what) =>
        section.Error(CargoCodes.InvalidProfile, $"[{section.Path}] {what}.", key);
}
