using System.Globalization;
using System.Text.Json;
using RustContainer.Cargo.Locking;
using RustContainer.Cargo.Toml;
using RustContainer.Cargo.Workspaces;
using static RustContainer.Replay.StubToml;

namespace RustContainer.Replay;

/// <summary>A CARGO_HOME in which an empty crate stands for every package of a lock, so that cargo resolves the workspace without a
/// network. Folders are named by numbers, for a lock may name a package as it likes.</summary>
internal sealed class StubSources(string home)
{
    private readonly Dictionary<(string Source, string Name, string Version), string> _folders = [];
    private readonly Dictionary<string, string> _written = new(StringComparer.Ordinal);
    private readonly List<StubSource> _sources = [];

    /// <summary>Makes the stubs what a workspace needs.</summary>
    public void Write(CargoWorkspace workspace)
    {
        var packages = workspace.Lock!.Packages.Concat(workspace.Lock.UnusedPatches).Where(package => package.Source is not null).ToArray();
        var wanted = packages.ToLookup(FolderOf);
        foreach (var gone in _written.Keys.Where(folder => !wanted.Contains(folder)).ToArray())
        {
            Directory.Delete(gone, recursive: true);
            _written.Remove(gone);
        }
        var manifests = new StubManifests(workspace);
        foreach (var folder in wanted)
            WriteStub(folder.Key, folder.First(), manifests.Of(folder.First()));
        File.WriteAllText(Path.Combine(home, "config.toml"), TomlWriter.Write(Table(("source",
            Table([.. _sources.Select((source, index) => source.Replaced(Name(index))),
                .. _sources.Select((_, index) => (Name(index), (TomlValue?)Table(("directory", Text(Folder(index))))))])))));
    }

    private void WriteStub(string folder, LockPackage package, string manifest)
    {
        var checksum = JsonSerializer.Serialize(new { files = new { }, package = package.Checksum });
        if (_written.TryGetValue(folder, out var known) && known == manifest + checksum)
            return;
        Directory.CreateDirectory(Path.Combine(folder, "src"));
        File.WriteAllText(Path.Combine(folder, "src", "lib.rs"), "");
        File.WriteAllText(Path.Combine(folder, "Cargo.toml"), manifest);
        File.WriteAllText(Path.Combine(folder, ".cargo-checksum.json"), checksum);
        _written[folder] = manifest + checksum;
    }

    private string FolderOf(LockPackage package)
    {
        var source = StubSource.Parse(package.Source!);
        var index = _sources.IndexOf(source);
        if (index < 0)
        {
            index = _sources.Count;
            _sources.Add(source);
            Directory.CreateDirectory(Folder(index));
        }
        var key = (Name(index), package.Name, package.Version);
        return _folders.TryGetValue(key, out var folder) ? folder
            : _folders[key] = Path.Combine(Folder(index), _folders.Count.ToString(CultureInfo.InvariantCulture));
    }

    private string Folder(int index) => Path.Combine(home, Name(index));

    private static string Name(int index) => $"stubs-{index}";
}
