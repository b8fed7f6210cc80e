using RustContainer.Cargo.Configuration;
using RustContainer.Cargo.Selection;
using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Keys;

/// <summary>
/// The flattened skeleton: one package of a reserved name that asks of external packages what the selected ones ask, so that building
/// it compiles them as the real build will. Where a profile optimises at link time and a package is a library for rustc and for others
/// at once, a second package with such a library asks for what is below that. The skeleton's lock may hold more than it needs: build it without <c>--locked</c>, which changes nothing
/// that is locked.
/// </summary>
public static class Skeleton
{
    /// <summary>The name of the skeleton's package, and what the names of others in it begin with.</summary>
    public const string PackageName = "rustcontainer-skeleton";

    /// <summary>The skeleton's files by path relative to its root, with '/' and LF: the same bytes from every host.</summary>
    /// <param name="selection">What is built.</param>
    /// <param name="inputs">What the files do not say, as for <see cref="DependencyKey.Compute"/>.</param>
    public static IReadOnlyDictionary<string, string> Files(ResolvedSelection selection, DependencyKeyInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(selection);
        ArgumentNullException.ThrowIfNull(inputs);
        var closure = selection.ClosureFor(inputs);
        var parts = SkeletonPart.Of(closure);
        var files = new SortedList<string, string>(StringComparer.Ordinal);
        foreach (var (part, manifest) in SkeletonManifest.Make(closure, parts))
        {
            files[$"{part.Directory}Cargo.toml"] = TomlWriter.Write(manifest);
            files[$"{part.Directory}src/lib.rs"] = part.Source;
        }
        if (closure.Asked.Any(dependency => dependency.Kind == Workspaces.DependencyKind.Build))
            files["build.rs"] = "fn main() {}\n";
        if (selection.Workspace.Lock is { } cargoLock)
            files["Cargo.lock"] = SkeletonLock.Make(cargoLock, closure, parts).Write();
        if (closure.ConfigOfSkeleton is { Entries.Count: > 0 } config)
            files[CargoConfig.RelativePath] = TomlWriter.Write(config);
        if (selection.Workspace.Toolchain is { } toolchain)
            files[Path.GetFileName(toolchain.File)] = toolchain.Text;
        return files;
    }
}
