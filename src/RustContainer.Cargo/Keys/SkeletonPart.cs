namespace RustContainer.Cargo.Keys;

/// <summary>One package of the skeleton: dependencies that are compiled to the same need hang below one library.</summary>
/// <param name="Name">The package's name.</param>
/// <param name="Directory">Its directory below the skeleton's root, with '/' at its end; "" for the root.</param>
/// <param name="CrateTypes">The crate types of its library, which make Cargo compile what is below as needed; none for Cargo's
/// default.</param>
/// <param name="Asked">What it asks for.</param>
internal sealed record SkeletonPart(string Name, string Directory, IReadOnlyList<string> CrateTypes, IReadOnlyList<ExternalDependency> Asked)
{
    /// <summary>The parts, the root first; the others are there where something needs them.</summary>
    public static IReadOnlyList<SkeletonPart> Of(DependencyClosure closure)
    {
        SkeletonPart[] parts =
        [
            Make("", [], LtoNeed.Bitcode),
            Make("mixed", ["cdylib", "rlib"], LtoNeed.Both),
            Make("dylib", ["dylib"], LtoNeed.ObjectCode),
        ];
        return [.. parts.Where(part => part.Directory.Length == 0 || part.Asked.Count > 0)];

        SkeletonPart Make(string name, string[] crateTypes, LtoNeed need) => new(
            name.Length == 0 ? Skeleton.PackageName : $"{Skeleton.PackageName}-{name}", name.Length == 0 ? "" : $"{name}/",
            crateTypes, [.. closure.Asked.Where(dependency => dependency.Lto == need)]);
    }

    /// <summary>The library's source: without std in the root, so that a target that lacks it can compile the skeleton too.</summary>
    public string Source => CrateTypes.Count == 0 ? "#![no_std]\n" : "";
}
