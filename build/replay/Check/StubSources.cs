using System.Text;
using RustContainer.Cargo.Locking;
using RustContainer.Cargo.Workspaces;

namespace RustContainer.Replay;

/// <summary>A CARGO_HOME in which an empty crate stands for every package of a lock, so that cargo resolves the workspace without a
/// network. A stub depends on all that the lock gives its package, and has every feature that the workspace asks of it.</summary>
internal sealed class StubSources(string home)
{
    private readonly Dictionary<string, string> _written = new(StringComparer.Ordinal);
    private readonly List<string> _sources = [];

    /// <summary>Makes the stubs what a workspace needs.</summary>
    public void Write(CargoWorkspace workspace)
    {
        var cargoLock = workspace.Lock!;
        var features = AskedFeatures(workspace);
        var packages = cargoLock.Packages.Concat(cargoLock.UnusedPatches).Where(package => package.Source is not null).ToArray();
        var wanted = packages.ToDictionary(package => Path.Combine(DirectoryOf(package.Source!), $"{package.Name}-{package.Version}"));
        foreach (var gone in _written.Keys.Where(directory => !wanted.ContainsKey(directory)).ToArray())
        {
            Directory.Delete(gone, recursive: true);
            _written.Remove(gone);
        }
        foreach (var (directory, package) in wanted)
            WriteStub(directory, package, Manifest(workspace, package, features[package.Name]));
        File.WriteAllText(Path.Combine(home, "config.toml"), string.Concat(_sources.Select(Replacement)));
    }

    private void WriteStub(string directory, LockPackage package, string manifest)
    {
        var checksum = package.Checksum is { } value ? $"\"{value}\"" : "null";
        if (_written.TryGetValue(directory, out var known) && known == manifest + checksum)
            return;
        Directory.CreateDirectory(Path.Combine(directory, "src"));
        File.WriteAllText(Path.Combine(directory, "src", "lib.rs"), "");
        File.WriteAllText(Path.Combine(directory, "Cargo.toml"), manifest);
        File.WriteAllText(Path.Combine(directory, ".cargo-checksum.json"), $"{{\"files\":{{}},\"package\":{checksum}}}");
        _written[directory] = manifest + checksum;
    }

    private static string Manifest(CargoWorkspace workspace, LockPackage package, IEnumerable<string> features)
    {
        var cargoLock = workspace.Lock!;
        var text = new StringBuilder($"[package]\nname = \"{package.Name}\"\nversion = \"{package.Version}\"\nedition = \"2021\"\n[features]\n");
        foreach (var feature in features.Append("default").Distinct(StringComparer.Ordinal))
            text.Append($"\"{feature}\" = []\n");
        text.Append("[dependencies]\n");
        var index = 0;
        foreach (var dependency in package.Dependencies.Select(cargoLock.Resolve).OfType<LockPackage>())
        {
            var asked = dependency.Source is null ? string.Join(", ", LockedFeatures(workspace, dependency).Select(name => $"\"{name}\"")) : "";
            text.Append($"d{index++} = {{ package = \"{dependency.Name}\", version = \"={dependency.Version}\"")
                .Append($"{SourceOf(dependency.Source)}, features = [{asked}] }}\n");
        }
        return text.ToString();
    }

    /// <summary>The features of a package on this machine that bring in nothing but what the lock has for it. By a patch it stands under
    /// others, and which features those ask for is not known.</summary>
    private static IEnumerable<string> LockedFeatures(CargoWorkspace workspace, LockPackage locked)
    {
        if (workspace.LocalPackages.FirstOrDefault(package => package.Name.Value == locked.Name) is not { } package)
            return [];
        var has = locked.Dependencies.Select(dependency => dependency.Name).ToHashSet(StringComparer.Ordinal);
        return package.Features.Keys.Where(feature => Brought(package, feature, []).All(has.Contains));
    }

    /// <summary>The names of the packages that a feature brings in.</summary>
    private static IEnumerable<string> Brought(CargoPackage package, string feature, HashSet<string> seen)
    {
        if (!seen.Add(feature) || !package.Features.TryGetValue(feature, out var values))
            return [];
        return values.SelectMany(value => value.Contains('/', StringComparison.Ordinal) || value.StartsWith("dep:", StringComparison.Ordinal)
            ? package.Dependencies.Where(dependency => dependency.Key == value[(value.IndexOf(':', StringComparison.Ordinal) + 1)..].Split('/')[0].TrimEnd('?'))
                .Select(dependency => dependency.Package.Value)
            : Brought(package, value, seen));
    }

    /// <summary>Which features the workspace asks of each package that is not its own, however they are switched on.</summary>
    private static ILookup<string, string> AskedFeatures(CargoWorkspace workspace)
    {
        var asked = workspace.LocalPackages.SelectMany(package =>
        {
            var names = package.Dependencies.ToLookup(dependency => dependency.Key, dependency => dependency.Package.Value);
            var listed = package.Dependencies.SelectMany(dependency =>
                dependency.Features.Select(feature => (Name: dependency.Package.Value, Feature: feature)));
            var switched = from value in package.Features.Values.SelectMany(values => values)
                           let slash = value.IndexOf('/', StringComparison.Ordinal)
                           where slash > 0
                           from name in names[value[..slash].TrimEnd('?')]
                           select (Name: name, Feature: value[(slash + 1)..]);
            return listed.Concat(switched);
        });
        return asked.Distinct().ToLookup(pair => pair.Name, pair => pair.Feature, StringComparer.Ordinal);
    }

    private string DirectoryOf(string source)
    {
        var (kind, url, reference) = Parse(source);
        var name = $"{kind}+{url}{(reference is { } value ? $"?{value.Key}={value.Value}" : "")}";
        var index = _sources.IndexOf(name);
        if (index < 0)
        {
            index = _sources.Count;
            _sources.Add(name);
        }
        var directory = Path.Combine(home, $"s{index}");
        Directory.CreateDirectory(directory);
        return directory;
    }

    private string Replacement(string source, int index)
    {
        var (kind, url, reference) = Parse(source);
        var (name, address) = kind switch
        {
            "git" => (source, $"git = \"{url}\"\n{(reference is { } value ? $"{value.Key} = \"{value.Value}\"\n" : "")}"),
            _ when url is "https://github.com/rust-lang/crates.io-index" => ("crates-io", ""),
            _ => (source, $"registry = \"{(kind == "sparse" ? "sparse+" : "")}{url}\"\n"),
        };
        return $"[source.\"{name}\"]\n{address}replace-with = \"s{index}\"\n[source.s{index}]\ndirectory = '{Path.Combine(home, $"s{index}")}'\n";
    }

    private static string SourceOf(string? source)
    {
        if (source is null || Parse(source) is not ("git", var url, var reference))
            return "";
        return $", git = \"{url}\"{(reference is { } value ? $", {value.Key} = \"{value.Value}\"" : "")}";
    }

    /// <summary>The parts of <c>git+URL?branch=b#commit</c>, without the commit, or of <c>registry+URL</c>.</summary>
    private static (string Kind, string Url, (string Key, string Value)? Reference) Parse(string source)
    {
        var (kind, rest) = Cut(source, '+');
        var (url, query) = Cut(Cut(rest, '#').Before, '?');
        var (key, value) = Cut(query, '=');
        return (kind, url, key.Length > 0 ? (key, Uri.UnescapeDataString(value)) : null);
    }

    private static (string Before, string After) Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var end ? (text[..end], text[(end + 1)..]) : (text, "");
}
