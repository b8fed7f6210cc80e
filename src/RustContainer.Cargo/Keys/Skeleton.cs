using RustContainer.Cargo.Selection;
using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Keys;

/// <summary>
/// The flattened skeleton: one package of a reserved name that asks of external packages what the selected ones ask, so that building
/// it compiles them as the real build will. Its lock may hold more than it needs: build it without <c>--locked</c>, which changes nothing
/// that is locked.
/// </summary>
public static class Skeleton
{
    /// <summary>The name of the skeleton's package. No package of a workspace may have it.</summary>
    public const string PackageName = "rustcontainer-skeleton";

    /// <summary>The skeleton's files by path relative to its root, with '/' and LF: the same bytes from every host.</summary>
    public static IReadOnlyDictionary<string, string> Files(ResolvedSelection selection, TargetTriple triple)
    {
        ArgumentNullException.ThrowIfNull(selection);
        ArgumentNullException.ThrowIfNull(triple);
        var closure = DependencyClosure.Find(selection, triple);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["Cargo.toml"] = TomlWriter.Write(SkeletonManifest.Make(closure)),
            // Without std, so that a target that lacks it can compile the skeleton too.
            ["src/lib.rs"] = "#![no_std]\n",
        };
        if (closure.Asked.Any(dependency => dependency.Kind == Workspaces.DependencyKind.Build))
            files["build.rs"] = "fn main() {}\n";
        if (selection.Workspace.Lock is { } cargoLock)
            files["Cargo.lock"] = SkeletonLock.Make(cargoLock, closure).Write();
        if (closure.Config is { Entries.Count: > 0 } config)
            files[selection.Workspace.Config!.RelativePath] = TomlWriter.Write(config);
        if (selection.Workspace.Toolchain is { } toolchain)
            files[Path.GetFileName(toolchain.File)] = toolchain.Text;
        return files;
    }
}
