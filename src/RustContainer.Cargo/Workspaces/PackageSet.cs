using System.Collections.Concurrent;
using RustContainer.Contract;

namespace RustContainer.Cargo.Workspaces;

/// <summary>The packages of one load: each is made once.</summary>
/// <param name="cache">Where manifests are read.</param>
/// <param name="reader">What makes packages.</param>
/// <param name="root">The root manifest.</param>
internal sealed class PackageSet(ManifestCache cache, PackageReader reader, ManifestFile root)
{
    private const int FewestAhead = 32;
    private const int MostReaders = 8;

    private readonly ConcurrentDictionary<ManifestFile, CargoPackage> _packages = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, string> _directories = new(StringComparer.Ordinal);

    /// <summary>The package in a directory; <see langword="null"/> where there is no manifest, or one without a package.</summary>
    public CargoPackage? Find(string directory) =>
        cache.FindIn(directory) is { HasPackage: true } manifest ? Get(manifest) : null;

    /// <summary>The manifest in a directory.</summary>
    public ManifestFile? FindManifest(string directory) => cache.FindIn(directory);

    /// <summary>Reads the packages in many directories at once, ahead of their use. One that is wrong is left for <see cref="Find"/> or
    /// <see cref="Get"/> to say, so that which error is seen first does not depend on luck.</summary>
    public void ReadAhead(IReadOnlyList<string> directories)
    {
        // To begin takes longer than to read a few.
        if (directories.Count < FewestAhead)
            return;
        // By hand: a parallel loop of the runtime's is compiled before it runs.
        var next = -1;
        var others = new Task[Math.Min(Environment.ProcessorCount, MostReaders) - 1];
        for (var other = 0; other < others.Length; other++)
            others[other] = Task.Run(Read);
        Read();
        Task.WaitAll(others);

        void Read()
        {
            while (Interlocked.Increment(ref next) is var index && index < directories.Count)
                ReadQuietly(directories[index]);
        }
    }

    /// <summary>The package of a manifest.</summary>
    public CargoPackage Get(ManifestFile manifest) => _packages.GetOrAdd(manifest, reader.Read);

    private void ReadQuietly(string directory)
    {
        try
        {
            _ = Find(directory);
        }
        catch (Exception e) when (e is CodedException or IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>The absolute directory that a path dependency means.</summary>
    public string DirectoryOf(PathSource source)
    {
        if (!_directories.TryGetValue(source.Directory, out var directory))
            _directories[source.Directory] = directory = ManifestPaths.TryJoin(root.Directory, source.Directory)!;
        return directory;
    }
}
