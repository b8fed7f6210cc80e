using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Recipes;

/// <summary>Visits the dependency tables of a manifest.</summary>
internal static class DependencyTables
{
    /// <summary>The tables' names.</summary>
    public static readonly string[] Names = ["dependencies", "dev-dependencies", "build-dependencies"];

    /// <summary>Keys with an underscore made ones with a hyphen, as cargo-chef does: of the tables, and of <c>default-features</c>.</summary>
    public static TomlTable Respell(TomlTable manifest) => MapAll(RespellOwn(manifest)
        .MapTable("target", targets => targets.Map((_, target) => target is TomlTable table ? RespellOwn(table) : target)),
        (_, dependency) => dependency is TomlTable table ? table.Respelled("default-features") : dependency);

    /// <summary>Maps every dependency of a manifest: at the top, under <c>[target]</c> and in <c>[workspace]</c>; <see langword="null"/>
    /// leaves it out.</summary>
    public static TomlTable MapAll(TomlTable manifest, Func<string, TomlValue, TomlValue?> map) =>
        MapOwn(manifest, map)
            .MapTable("workspace", workspace => workspace.MapTable("dependencies", table => table.Map(map)));

    /// <summary>Maps every dependency that the package itself has.</summary>
    public static TomlTable MapOwn(TomlTable manifest, Func<string, TomlValue, TomlValue?> map) =>
        MapTables(manifest, map)
            .MapTable("target", targets => targets.Map((_, target) => target is TomlTable table ? MapTables(table, map) : target));

    /// <summary>Every dependency that the package itself has.</summary>
    public static IEnumerable<TomlEntry> Of(TomlTable manifest)
    {
        var targets = (manifest["target"] as TomlTable)?.Entries.Select(entry => entry.Value).OfType<TomlTable>() ?? [];
        return targets.Prepend(manifest)
            .SelectMany(table => Names.Select(name => table[name]).OfType<TomlTable>())
            .SelectMany(table => table.Entries);
    }

    private static TomlTable RespellOwn(TomlTable table) => table.Respelled("dev-dependencies").Respelled("build-dependencies");

    private static TomlTable MapTables(TomlTable table, Func<string, TomlValue, TomlValue?> map) =>
        table.Map((key, value) => Names.Contains(key, StringComparer.Ordinal) && value is TomlTable dependencies ? dependencies.Map(map)
            : value);
}
