using System.Security.Cryptography;
using System.Text;

namespace RustContainer.Staging;

/// <summary>Names cache mounts and transferred copies, so that what must not be mixed has different names.</summary>
internal static class CacheIds
{
    /// <summary>The mount with sources and build folder: one for each workspace of each machine, target and toolchain.</summary>
    public static string Work(StagingOptions options, StagedPaths paths, string folder, RustTarget target, Builder builder)
    {
        var workspace = options.RustCacheId.Length > 0
            ? Values.Name(options.RustCacheId, "RustCacheId", ".-")
            : Hash(paths.Machine, Slashes(paths.ContextDirectory), folder);
        return $"rustcontainer-{workspace}-{target.Triple}-{Hash(builder.Image, builder.Install)}";
    }

    /// <summary>The mount with downloads: one for each machine, or for all who give the same id.</summary>
    public static string CargoHome(StagingOptions options, StagedPaths paths) => options.RustCacheId.Length > 0
        ? $"rustcontainer-{Values.Name(options.RustCacheId, "RustCacheId", ".-")}-cargo-home"
        : $"rustcontainer-{Hash(paths.Machine)}-cargo-home";

    /// <summary>The mount of sccache: one for each machine, or for all who give the same id.</summary>
    public static string Sccache(StagingOptions options, StagedPaths paths) => options.RustCacheId.Length > 0
        ? $"rustcontainer-{Values.Name(options.RustCacheId, "RustCacheId", ".-")}-sccache"
        : $"rustcontainer-{Hash(paths.Machine)}-sccache";

    /// <summary>The key of a folder's copy in the builder.</summary>
    public static string Shared(StagedPaths paths, string name) =>
        Hash("local", paths.Machine, name, Slashes(paths.ContextDirectory), Slashes(paths.StagingDirectory));

    private static string Slashes(string path) => path.Replace('\\', '/').TrimEnd('/');

    private static string Hash(params string[] parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))))[..16];
}
