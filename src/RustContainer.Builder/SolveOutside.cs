using RustContainer.BuildKit;
using RustContainer.Contract;

namespace RustContainer.Builder;

/// <summary>What the solves of a run use beyond the endpoint: registries and caches.</summary>
/// <param name="Credentials">What registries are shown.</param>
/// <param name="CacheImports">The caches that are read.</param>
/// <param name="CacheExports">The caches that the last solve writes.</param>
internal sealed record SolveOutside(
    RegistryCredentials Credentials, IReadOnlyList<CacheEntry> CacheImports, IReadOnlyList<CacheEntry> CacheExports)
{
    /// <summary>What <paramref name="plan"/> and this process's environment say.</summary>
    /// <exception cref="CodedException">A cache lacks a variable.</exception>
    public static SolveOutside Of(BuildPlan plan)
    {
        var pushed = plan.Solves.Where(solve => solve.Export.Push).SelectMany(solve => solve.Export.ImageNames).Select(RegistryHost.OfImage);
        return new SolveOutside(
            new RegistryCredentials(RegistrySettings.FromEnvironment(pushed, plan.NamedRegistries)),
            [.. plan.CacheImports.Select(Complete)],
            [.. plan.CacheExports.Select(Complete)]);
    }

    /// <summary>What one of several solves uses.</summary>
    /// <param name="solve">The solve.</param>
    /// <param name="isLast">Whether it is the last. Its result stands on those before, so its cache has all; theirs would be written to
    /// the same place, and replaced.</param>
    public SolveOutside For(PlannedSolve solve, bool isLast) => this with
    {
        // An inline cache is written into an image.
        CacheExports = isLast && solve.FreshArgument.Length == 0
            ? [.. CacheExports.Where(cache => cache.Type != "inline" || solve.Export.Kind is ExportKind.Image or ExportKind.Archive)]
            : [],
    };

    private static CacheEntry Complete(PlannedCache cache) => CacheSecrets.Complete(cache, Environment.GetEnvironmentVariable);
}
