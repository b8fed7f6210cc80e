using System.Text.Json;
using RustContainer.Cargo.Locking;

namespace RustContainer.Replay;

/// <summary>Reads cargo's unit graph. https://doc.rust-lang.org/cargo/reference/unstable.html#unit-graph</summary>
internal sealed class UnitGraph
{
    private readonly JsonElement[] _units;
    private readonly int[][] _below;
    private readonly HashSet<string> _severalVersions;
    private readonly Dictionary<int, bool> _standsOnLocal = [];

    private UnitGraph(JsonElement[] units)
    {
        _units = units;
        _below = [.. units.Select(unit => unit.GetProperty("dependencies").EnumerateArray()
            .Select(dependency => dependency.GetProperty("index").GetInt32()).ToArray())];
        _severalVersions = Enumerable.Range(0, units.Length).Select(NameOf).Distinct(StringComparer.Ordinal).CountBy(WithoutVersion)
            .Where(count => count.Value > 1).Select(count => count.Key).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The units of packages that are not the workspace's own and can be compiled before those.</summary>
    public static CompiledUnits Read(string json, CargoLock cargoLock)
    {
        using var document = JsonDocument.Parse(json);
        var graph = new UnitGraph([.. document.RootElement.GetProperty("units").EnumerateArray()]);
        // Which commit of a git source, and which content of an archive, only the lock says.
        var contents = cargoLock.Packages.Where(package => package.Source is not null)
            .ToLookup(package => $"{package.Name}@{package.Version}", package => package.Checksum ?? package.Source!);
        var roots = document.RootElement.GetProperty("roots").EnumerateArray().Select(root => root.GetInt32());
        var lines = graph.Reach(roots).Where(index => !graph.IsLocal(index)).Select(index => graph.Describe(index, contents));
        return new(string.Join('\n', lines.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)));
    }

    /// <summary>What is reached without passing a package that stands on one of the workspace's own, as by a patch.</summary>
    private HashSet<int> Reach(IEnumerable<int> roots)
    {
        var reached = new HashSet<int>();
        var waiting = new Stack<int>(roots);
        while (waiting.TryPop(out var index))
        {
            if ((IsLocal(index) || !StandsOnLocal(index)) && reached.Add(index))
                Array.ForEach(_below[index], waiting.Push);
        }
        return reached;
    }

    private bool StandsOnLocal(int index)
    {
        if (!_standsOnLocal.TryGetValue(index, out var stands))
            _standsOnLocal[index] = stands = IsLocal(index) || Array.Exists(_below[index], StandsOnLocal);
        return stands;
    }

    private bool IsLocal(int index) => IdOf(index).StartsWith("path+", StringComparison.Ordinal);

    private string Describe(int index, ILookup<string, string> contents)
    {
        var unit = _units[index];
        // What else a package depends on follows from its version and features. The lock names also what only a feature for another of the
        // workspace's packages brings in.
        var below = _below[index].Select(NameOf).Where(name => _severalVersions.Contains(WithoutVersion(name))).Order(StringComparer.Ordinal);
        var features = string.Join(", ", unit.GetProperty("features").EnumerateArray().Select(feature => feature.GetString()));
        var platform = unit.GetProperty("platform").GetString() is { } triple ? $"for {triple}" : "for the host";
        return $"{NameOf(index)} {unit.GetProperty("mode").GetString()} {platform} [{features}] on {string.Join(' ', below)} " +
            $"by {unit.GetProperty("profile").GetRawText()} of {string.Join(' ', contents[NameOf(index)])}";
    }

    private static string WithoutVersion(string name) => name[..name.LastIndexOf('@')];

    private string IdOf(int index) => _units[index].GetProperty("pkg_id").GetString()!;

    /// <summary>The name and version, as <c>serde@1.0.1</c>: cargo leaves the name out where the address ends in it.</summary>
    private string NameOf(int index)
    {
        var id = IdOf(index);
        var hash = id.LastIndexOf('#');
        var end = id[(hash + 1)..];
        return end.Contains('@', StringComparison.Ordinal) ? end : $"{id[..hash].Split('?')[0].Split('/')[^1]}@{end}";
    }
}
