using RustContainer.Cargo.Toml;
using RustContainer.Cargo.Workspaces;
using static RustContainer.Cargo.Recipes.TomlEdit;

namespace RustContainer.Cargo.Recipes;

/// <summary>
/// The targets of a package as cargo-chef lists them. Which there are is Cargo's decision, not cargo-chef's: a found file whose name a
/// listed target has, and a hidden file, are none.
/// </summary>
/// <param name="package">The package.</param>
internal sealed class RecipeProducts(CargoPackage package)
{
    private readonly string? _edition = (package.Manifest.PackageTable?["edition"] as TomlString)?.Value;

    /// <summary>The library; <see langword="null"/> for none.</summary>
    public TomlTable? Library() =>
        package.Library is { } library ? Product(library, package.Manifest.Table["lib"] as TomlTable) : null;

    /// <summary>The other targets of a kind: those that the manifest lists, then those found; but binaries by path.</summary>
    public TomlArray? List(TargetKind kind, string key)
    {
        var targets = package.Targets.Where(target => target.Kind == kind).ToDictionary(target => target.Name, StringComparer.Ordinal);
        if (targets.Count == 0)
            return null;
        var products = new List<TomlTable>();
        foreach (var listed in (package.Manifest.Table[key] as TomlArray)?.Items.OfType<TomlTable>() ?? [])
        {
            if (targets.Remove(((TomlString)listed["name"]!).Value, out var target))
                products.Add(Product(target, listed));
        }
        // cargo-chef finds src/main.rs after the files in src/bin.
        var found = targets.Values.OrderBy(target => target.SourcePath, PathOrder.Instance).ToArray();
        products.AddRange(found.Where(target => !IsMain(target)).Concat(found.Where(IsMain)).Select(target => Product(target, null)));
        if (kind == TargetKind.Binary)
            products = [.. products.OrderBy(product => ((TomlString)product["path"]!).Value, StringComparer.Ordinal)];
        return products.Count > 0 ? new(products, default) : null;
    }

    private static bool IsMain(CargoTarget target) => target is { Kind: TargetKind.Binary, SourcePath: "src/main.rs" };

    private TomlTable Product(CargoTarget target, TomlTable? listed) => Table(
        ("path", listed?["path"] ?? Text(target.SourcePath)),
        ("name", Text(target.Name)),
        ("test", Unless(listed?["test"], true)),
        ("doctest", Unless(listed?["doctest"], true)),
        ("bench", Unless(listed?["bench"], true)),
        ("doc", Unless(listed?["doc"], true)),
        ("plugin", Unless(listed?["plugin"], false)),
        ("proc-macro", Unless(Spelled(listed, "proc-macro"), false)),
        ("harness", Unless(listed?["harness"], true)),
        ("edition", listed?["edition"] ?? (_edition is null ? null : Text(_edition))),
        ("required-features", Texts(target.Kind == TargetKind.Library ? [] : target.RequiredFeatures)),
        ("crate-type", Spelled(listed, "crate-type") ?? target.Kind switch
        {
            TargetKind.Library => Texts(["lib"]),
            TargetKind.Example => Texts(["bin"]),
            _ => null,
        }));

    private static TomlValue? Spelled(TomlTable? table, string key) => table?[key] ?? table?[key.Replace('-', '_')];

    private static TomlBoolean? Unless(TomlValue? value, bool standard) =>
        value is TomlBoolean flag && flag.Value != standard ? flag : null;
}
