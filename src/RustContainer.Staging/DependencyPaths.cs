using System.Text.RegularExpressions;
using RustContainer.Contract;

namespace RustContainer.Staging;

/// <summary>Checks the paths that are mounted for the dependencies.</summary>
internal static partial class DependencyPaths
{
    /// <summary>The paths, if a Dockerfile can name them where the strategy has steps that mount them.</summary>
    /// <exception cref="CodedException">One has other characters (<see cref="StagingCodes.InvalidDependencyPath"/>).</exception>
    public static IReadOnlyList<string> Check(IReadOnlyList<string> paths, CacheStrategy strategy) =>
        strategy.RecipeFolder().Length == 0 ? [.. paths.Select(path => Values.Line(path, "A path of Cargo's configuration"))]
        : paths.FirstOrDefault(path => !Pattern().IsMatch(path)) is { } odd
        ? throw new CodedException(
            StagingCodes.InvalidDependencyPath,
            $"Cargo's configuration names '{Values.Printable(odd)}', which the step that compiles dependencies needs and cannot mount under such a name. "
            + "Rename it to letters, digits and . _ - + @ /, or set RustCacheStrategy to Mount or None.")
        : paths;

    // No empty, '.' or '..' part.
    [GeneratedRegex(@"\A(?!/)((\A|/)(?!\.{1,2}(/|\z))[A-Za-z0-9._+@-]+)+\z")]
    private static partial Regex Pattern();
}
