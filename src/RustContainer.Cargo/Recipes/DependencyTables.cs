using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Recipes;

/// <summary>Visits the dependency tables of a manifest.</summary>
internal static class DependencyTables
{
    private static readonly string[] Names =
        ["dependencies", "dev-dependencies", "dev_dependencies", "build-dependencies", "build_dependencies"];

    /// <summary>Maps every dependency of a manifest: at the top, under <c>[target]</c> and in <c>[workspace]</c>.</summary>
    public static TomlTable MapAll(TomlTable manifest, Func<string, TomlValue, TomlValue> map) =>
        MapOwn(manifest, map)
            .MapTable("target", targets => targets.Map((_, target) => target is TomlTable table ? MapOwn(table, map) : target))
            .MapTable("workspace", workspace => workspace.MapTable("dependencies", table => table.Map(map)));

    /// <summary>Every dependency that the package itself has.</summary>
    public static IEnumerable<TomlEntry> Of(TomlTable manifest)
    {
        var targets = (manifest["target"] as TomlTable)?.Entries.Select(entry => entry.Value).OfType<TomlTable>() ?? [];
        return targets.Prepend(manifest)
            .SelectMany(table => Names.Select(name => table[name]).OfType<TomlTable>())
            .SelectMany(table => table.Entries);
    }

    private static TomlTable MapOwn(TomlTable table, Func<string, TomlValue, TomlValue> map) =>
        table.Map((key, value) => Names.Contains(key, StringComparer.Ordinal) && value is TomlTable dependencies ? dependencies.Map(map)
            : value);
}
