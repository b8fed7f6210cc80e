using System.Text.RegularExpressions;
using RustContainer.Contract;

namespace RustContainer.Staging;

/// <summary>Checks the items <c>BuildKitCacheMount</c> and writes them as a Dockerfile has them.</summary>
internal static partial class CacheMounts
{
    private static readonly string[] Taken = ["/w", "/out", "/rustcontainer", "/proc", "/sys", "/dev"];

    /// <summary>The values of <c>--mount</c>.</summary>
    /// <param name="mounts">The mounts as they were written.</param>
    /// <param name="prefix">What names the workspace in the ids that are made here.</param>
    /// <exception cref="CodedException">A mount is none (<see cref="StagingCodes.InvalidCacheMount"/>).</exception>
    public static IReadOnlyList<string> Of(IReadOnlyList<CacheMount> mounts, string prefix)
    {
        foreach (var path in mounts.GroupBy(mount => mount.Path.TrimEnd('/')).Where(group => group.Count() > 1).Select(group => group.Key))
            throw Invalid(path, "is there twice", "Keep one");
        return [.. mounts.Select(mount => Text(mount, prefix))];
    }

    /// <summary>What in the project caused them, by the values of <c>--mount</c>: those that begin with an image.</summary>
    /// <param name="mounts">The mounts as they were written.</param>
    /// <param name="prefix">What names the workspace in the ids that are made here.</param>
    public static IReadOnlyDictionary<string, Origin> OriginsOf(IReadOnlyList<CacheMount> mounts, string prefix) => mounts
        .Where(mount => mount.From.Length > 0)
        .ToDictionary(mount => Text(mount, prefix), mount => Origins.MountFrom(mount.Path, mount.From), StringComparer.Ordinal);

    private static string Text(CacheMount mount, string prefix)
    {
        var path = mount.Path.TrimEnd('/');
        if (!PathPattern().IsMatch(path) || path.Split('/').Any(part => part is "." or ".."))
            throw Invalid(mount.Path, "is no absolute path", "Write one of letters, digits and . _ - + @ /, such as '/var/cache/models'");
        if (Taken.Any(taken => path == taken || path.StartsWith(taken + "/", StringComparison.Ordinal)))
            throw Invalid(mount.Path, "lies where the build itself has its files", $"Choose a path outside of {string.Join(", ", Taken)}");
        var sharing = mount.Sharing.Length == 0 ? "shared" : mount.Sharing.ToLowerInvariant();
        if (sharing is not ("shared" or "private" or "locked"))
            throw Invalid(mount.Path, $"has the Sharing '{Values.Printable(mount.Sharing)}'", "Write shared, private or locked");
        var id = mount.Id.Length == 0 ? $"{prefix}{path.Replace('/', '-')}" : Values.Name(mount.Id, $"The Id of the BuildKitCacheMount '{path}'", "-./");
        var from = mount.From.Length == 0 ? "" : $",from={Values.Image(mount.From, $"From of the BuildKitCacheMount '{path}'")}";
        return $"type=cache,id={id},target={path},sharing={sharing}{from}";
    }

    private static CodedException Invalid(string path, string what, string remedy) =>
        new(StagingCodes.InvalidCacheMount, $"The BuildKitCacheMount '{Values.Printable(path)}' {what}. {remedy}.");

    [GeneratedRegex(@"\A(/[A-Za-z0-9._+@-]+)+\z", RegexOptions.NonBacktracking)]
    private static partial Regex PathPattern();
}
