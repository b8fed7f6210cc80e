using RustContainer.Cargo.Configuration;
using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Workspaces;

/// <summary>Checks that the profiles of a root inherit from profiles that there are. Cargo looks at all of them, whichever is
/// built.</summary>
/// <param name="root">The root manifest.</param>
/// <param name="config">Cargo's configuration, whose profiles go before those of the manifest.</param>
internal sealed class ProfileInheritance(ManifestFile root, CargoConfig? config)
{
    private static readonly string[] BuiltIn = ["dev", "release", "test", "bench", "doc"];

    private readonly TomlTable? _config = config?.Table["profile"] as TomlTable;

    /// <summary>Throws the first error.</summary>
    public void Check()
    {
        foreach (var (entry, profile) in root.Root.Sections("profile"))
        {
            if (entry.Key is "dev" or "release")
                CheckRoot(profile);
            else
                CheckChain(entry, profile);
        }
    }

    private static void CheckRoot(ManifestSection profile)
    {
        if (profile.Has("inherits"))
            throw profile.Error(CargoCodes.InvalidProfile, $"[{profile.Path}] cannot inherit: others inherit from it; remove `inherits`.",
                "inherits");
    }

    private void CheckChain(TomlEntry first, ManifestSection profile)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var name = first.Key; name is not ("dev" or "release");)
        {
            if (!seen.Add(name))
                throw profile.Error(CargoCodes.InvalidProfile, $"[{profile.Path}] inherits, in the end, from itself; let it inherit " +
                    "\"dev\" or \"release\".", "inherits");
            if (!Exists(name))
                throw profile.Error(CargoCodes.InvalidProfile, $"[{profile.Path}] inherits from `{name}`, and there is no such profile; " +
                    "write \"dev\" or \"release\", or define it.", "inherits");
            name = Inherits(name) ?? throw root.Error(CargoCodes.InvalidProfile,
                $"The profile `{name}` does not say what it inherits from; add `inherits = \"release\"`, or \"dev\".",
                root.Root.Section("profile")!.Table.TryGet(name, out var entry) ? entry.KeyPosition : first.KeyPosition);
        }
    }

    private bool Exists(string name) => BuiltIn.Contains(name, StringComparer.Ordinal) || Tables(name).Any();

    private string? Inherits(string name) =>
        Tables(name).Select(table => table["inherits"]).OfType<TomlString>().FirstOrDefault()?.Value
        ?? (name switch { "test" or "doc" => "dev", "bench" => "release", _ => null });

    private IEnumerable<TomlTable> Tables(string name) =>
        new[] { _config?[name], (root.Table["profile"] as TomlTable)?[name] }.OfType<TomlTable>();
}
