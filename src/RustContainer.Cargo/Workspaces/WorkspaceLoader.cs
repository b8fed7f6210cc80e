using RustContainer.Cargo.Configuration;
using RustContainer.Cargo.Locking;
using RustContainer.Cargo.Toolchain;

namespace RustContainer.Cargo.Workspaces;

/// <summary>One load of a workspace.</summary>
internal sealed class WorkspaceLoader
{
    private readonly ManifestCache _cache = new();
    private readonly RootSearch _roots;

    public WorkspaceLoader() => _roots = new(_cache);

    public CargoWorkspace Load(string manifestPath)
    {
        var path = PathOf(manifestPath);
        // The lock is the largest file: it is read beside the manifests, as the configuration is, and begun with before it is known
        // whether the root is here, as it mostly is.
        var lockHere = LockPath(Path.GetDirectoryName(path) ?? path);
        var readLockHere = Task.Run(() => ReadLock(lockHere));
        var current = ReadCurrent(path);
        var root = _roots.Find(current);
        var rootManifest = root ?? current;
        var readLock = LockPath(rootManifest.Directory) == lockHere ? readLockHere : Task.Run(() => ReadLock(LockPath(rootManifest.Directory)));
        var readConfig = Task.Run(() => CargoConfig.Read(rootManifest.Directory));
        var packages = new PackageSet(_cache, new PackageReader(_roots, rootManifest.Directory), rootManifest);
        var members = MemberSearch.Find(rootManifest, current, packages, _roots, hasWorkspace: root is not null);
        var config = readConfig.GetAwaiter().GetResult();
        new ProfileInheritance(rootManifest, config).Check();
        var patchReader = new PatchReader(rootManifest, config, _roots);
        var patches = patchReader.Read();
        var local = new PathPackageSearch(packages).Find(members.All, patches);
        return new CargoWorkspace
        {
            RootDirectory = rootManifest.Directory,
            RootManifest = rootManifest,
            Members = members.All,
            DefaultMembers = members.Default,
            IsLoadedAtRoot = current == rootManifest,
            PathPackages = local,
            RootPackage = members.All.FirstOrDefault(package => package.Manifest == rootManifest),
            Resolver = RootRules.Resolver(rootManifest, members.All),
            Patch = patchReader.Table(),
            Patches = patches,
            PathRoots = [.. local.Select(package => _roots.Find(package.Manifest)).OfType<ManifestFile>()
                .Where(other => other != rootManifest).Distinct(ReferenceEqualityComparer.Instance).OfType<ManifestFile>()],
            OutsidePaths = OutsidePaths(rootManifest.Directory, members.All.Concat(local), config),
            Lock = readLock.GetAwaiter().GetResult(),
            Toolchain = RustToolchain.Find(rootManifest.Directory),
            Config = config,
        };
    }

    private static string PathOf(string manifestPath)
    {
        var path = ManifestPaths.TryJoin(Environment.CurrentDirectory, manifestPath) ?? manifestPath;
        return Directory.Exists(path) ? Path.Combine(path, "Cargo.toml") : path;
    }

    private static string LockPath(string directory) => Path.Combine(directory, "Cargo.lock");

    private ManifestFile ReadCurrent(string path) => _cache.Find(path) ?? throw CargoError.At(CargoCodes.ManifestMissing,
        $"There is no Cargo.toml at '{path}'; create one, or name it with CargoManifestPath.", path);

    private static CargoLock? ReadLock(string path) => Path.Exists(path) ? CargoLock.ReadFile(path) : null;

    private string[] OutsidePaths(string rootDirectory, IEnumerable<CargoPackage> packages, CargoConfig? config)
    {
        var outside = packages.Where(package => !ManifestPaths.IsWithin(package.Manifest.Directory, rootDirectory)).ToArray();
        var paths = outside.Select(package => package.Manifest.Directory)
            .Concat(outside.Select(package => _roots.Find(package.Manifest)?.Path).OfType<string>())
            .Concat(config?.OutsidePaths ?? []).Where(path => !ManifestPaths.IsWithin(path, rootDirectory))
            .Distinct(ManifestPaths.Comparer).Order(StringComparer.Ordinal).ToArray();
        return [.. paths.Where(path => !paths.Any(other => other != path && ManifestPaths.IsWithin(path, other)))];
    }
}
