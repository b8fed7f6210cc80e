using System.Globalization;
using System.Text;
using RustContainer.Cargo.Workspaces;

namespace RustContainer.Cargo.Tests.Properties;

/// <summary>Writes the files of a generated workspace, in one of many styles.</summary>
public sealed class GeneratedFiles
{
    private readonly GeneratedWorkspace _workspace;
    private readonly Random _style;
    private readonly bool _comments;
    private readonly string _newline;

    private GeneratedFiles(GeneratedWorkspace workspace)
    {
        (_workspace, _style) = (workspace, new Random(workspace.Style));
        (_comments, _newline) = (_style.Next(2) == 0, _style.Next(4) == 0 ? "\r\n" : "\n");
    }

    public static (string Path, string Text)[] Of(GeneratedWorkspace workspace)
    {
        var files = new GeneratedFiles(workspace);
        return [.. files.All().Select(file => (file.Item1, file.Item2.Replace("\n", files._newline, StringComparison.Ordinal)))];
    }

    private IEnumerable<(string, string)> All()
    {
        yield return ("Cargo.toml", Root());
        yield return ("Cargo.lock", GeneratedLock.Of(_workspace));
        yield return (".cargo/config.toml", _workspace.Config);
        foreach (var crate in _workspace.Crates)
        {
            yield return ($"{crate.Directory}/Cargo.toml", Manifest(crate));
            foreach (var file in crate.Files.Prepend("src/lib.rs").Concat(crate.HasBinary ? ["src/main.rs"] : []))
                yield return ($"{crate.Directory}/{file}", file == "src/lib.rs" ? "" : "fn main() {}\n");
        }
    }

    private string Root()
    {
        var text = new StringBuilder("[workspace]\n");
        text.Append(CultureInfo.InvariantCulture, $"members = [{string.Join(", ", Shuffle(_workspace.Crates.Select(crate => $"\"{crate.Directory}\"")))}]\n");
        text.Append(CultureInfo.InvariantCulture, $"resolver = \"{_workspace.Resolver}\"\n");
        foreach (var shared in _workspace.Crates.SelectMany(crate => crate.Dependencies).Where(dependency => dependency.Inherited)
            .DistinctBy(dependency => dependency.Key))
            text.Append(CultureInfo.InvariantCulture, $"[workspace.dependencies.{shared.Key}]\nversion = \"{shared.Requirement}\"\ndefault-features = false\n");
        return text.AppendJoin("", Shuffle(_workspace.RootSections)).ToString();
    }

    private string Manifest(GeneratedCrate crate)
    {
        string[] fields = [$"name = \"{crate.Name}\"", $"version = \"{crate.Version}\"", "edition = \"2021\"", .. crate.Fields];
        var sections = new List<string> { Table("package", Shuffle(fields)) };
        if (crate.IsMacro)
            sections.Add("[lib]\nproc-macro = true\n");
        var features = Shuffle(crate.Features.Select(pair => $"{pair.Key} = [{string.Join(", ", Shuffle(pair.Value.Select(value => $"'{value}'")))}]"));
        sections.Add(Table("features", features));
        foreach (var table in crate.Dependencies.GroupBy(TableOf))
            sections.AddRange(Dependencies(crate, table.Key, [.. table]));
        return string.Concat(Shuffle(sections.Concat(crate.Sections)));
    }

    private static string TableOf(GeneratedDependency dependency) =>
        (dependency.Platform is { } platform ? $"target.'{platform}'." : "") + dependency.Kind switch
        {
            DependencyKind.Build => "build-dependencies",
            DependencyKind.Development => "dev-dependencies",
            _ => "dependencies",
        };

    private IEnumerable<string> Dependencies(GeneratedCrate crate, string table, GeneratedDependency[] dependencies)
    {
        var lines = new List<string>();
        foreach (var dependency in Shuffle(dependencies))
        {
            var keys = Shuffle(KeysOf(crate, dependency));
            switch (_style.Next(3))
            {
                case 0: lines.Add($"{dependency.Key} = {{ {string.Join(", ", keys)} }}"); break;
                case 1: lines.AddRange(keys.Select(key => $"{dependency.Key}.{key}")); break;
                default: yield return Table($"{table}.{dependency.Key}", keys); break;
            }
        }
        if (lines.Count > 0)
            yield return Table(table, lines);
    }

    private IEnumerable<string> KeysOf(GeneratedCrate crate, GeneratedDependency dependency)
    {
        var package = dependency.IsExternal ? dependency.External : _workspace.Crates[dependency.Crate].Name;
        if (dependency.Inherited)
            yield return "workspace = true";
        else if (dependency.IsExternal)
            yield return $"version = \"{dependency.Requirement}\"";
        else
            yield return $"path = \"{PathBetween(crate.Directory, _workspace.Crates[dependency.Crate].Directory)}\"";
        if (!dependency.IsExternal && _style.Next(2) == 0)
            yield return $"version = \"{_workspace.Crates[dependency.Crate].Version}\"";
        if (package != dependency.Key)
            yield return $"package = \"{package}\"";
        if (dependency.Optional)
            yield return "optional = true";
        // The shared entry says false, so that a member can only turn it on.
        if (dependency.Inherited ? dependency.DefaultFeatures : !dependency.DefaultFeatures || _style.Next(4) == 0)
            yield return $"default-features = {(dependency.DefaultFeatures ? "true" : "false")}";
        if (dependency.Features.Count > 0)
            yield return $"features = [{string.Join(",", Shuffle(dependency.Features.Select(feature => $"\"{feature}\"")))}]";
    }

    private static string PathBetween(string from, string to) =>
        string.Concat(Enumerable.Repeat("../", from.Count(character => character == '/') + 1)) + to;

    private string Table(string header, IEnumerable<string> lines) =>
        $"{(_comments ? "# What follows.\n" : "")}[{header}]\n" + string.Concat(lines.Select(line => $"{(_style.Next(5) == 0 ? "  " : "")}{line}{(_comments ? " # so" : "")}\n"));

    private T[] Shuffle<T>(IEnumerable<T> items)
    {
        var shuffled = items.ToArray();
        _style.Shuffle(shuffled);
        return shuffled;
    }
}
