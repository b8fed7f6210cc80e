using RustContainer.Cargo.Toml;
using RustContainer.Cargo.Versions;
using RustContainer.Contract;

namespace RustContainer.Cargo.Locking;

/// <summary>Reads the parts of a Cargo.lock and says where one is not what cargo writes.</summary>
internal sealed class LockReader(string path)
{
    private const string Remedy = "Do not edit Cargo.lock by hand; take it from version control, or delete it and build again.";
    private static readonly string[] ConflictMarkers = ["<<<<<<<", "|||||||", ">>>>>>>"];

    public CargoLock Read(string text)
    {
        var document = ParseDocument(text);
        var named = ReadVersion(document);
        var packages = ReadPackages(document);
        RefuseDuplicates(packages);
        return new CargoLock(
            named ?? (IsVersion2(packages, text) ? 2 : 1),
            packages,
            ReadUnusedPatches(document),
            document["metadata"] is null ? null : Table(document["metadata"]!, "metadata"),
            ReadComments(text));
    }

    private TomlTable ParseDocument(string text)
    {
        try
        {
            return TomlDocument.Parse(text, path);
        }
        catch (CodedException) when (FindConflict(text) is { } line)
        {
            throw Error(LockCodes.MergeConflict, new TomlPosition(line, 1),
                "A merge left its conflict markers here. Take one side's Cargo.lock whole (git checkout --ours or --theirs Cargo.lock) and "
                + "build again: what it lacks is added.");
        }
    }

    private static int? FindConflict(string text)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            foreach (var marker in ConflictMarkers)
            {
                if (line.StartsWith(marker, StringComparison.Ordinal))
                    return number;
            }
        }

        return null;
    }

    private int? ReadVersion(TomlTable document) => document["version"] switch
    {
        null => null,
        TomlInteger { Value: >= CargoLock.FirstNamedVersion and <= CargoLock.NewestVersion } version => (int)version.Value,
        TomlInteger { Value: > CargoLock.NewestVersion } version => throw Error(LockCodes.UnknownLockVersion, version.Position,
            $"Version {version.Value} of Cargo.lock is not known; {CargoLock.NewestVersion} is the newest that is. Use a newer "
            + "RustContainer.Sdk, or delete the file and build again."),
        TomlInteger version => throw Error(LockCodes.UnknownLockVersion, version.Position,
            $"There is no version {version.Value} of Cargo.lock. {Remedy}"),
        var other => throw Invalid(other.Position, "'version' is not an integer"),
    };

    private List<LockPackage> ReadPackages(TomlTable document)
    {
        // The oldest locks keep the root package apart.
        var packages = document["root"] is { } root ? [ReadPackage(root)] : new List<LockPackage>();
        packages.AddRange(Tables(document["package"], "package").Select(ReadPackage));
        return packages;
    }

    private List<LockPackage> ReadUnusedPatches(TomlTable document) => document["patch"] is { } patch
        ? Tables(Table(patch, "patch")["unused"], "patch.unused").Select(ReadPackage).ToList()
        : [];

    private LockPackage ReadPackage(TomlValue value)
    {
        var table = Table(value, "package");
        var name = OptionalString(table, "name") ?? throw Invalid(table.Position, "a package has no name");
        var version = OptionalString(table, "version") ?? throw Invalid(table.Position, $"the package '{name}' has no version");
        if (!SemVersion.TryParse(version, out _, out var problem))
            throw Invalid(table["version"]!.Position, $"'{version}' is not a version: {problem}");
        var replace = OptionalString(table, "replace") is { } text ? Reference(text, table["replace"]!.Position) : null;
        return new LockPackage(
            name,
            version,
            OptionalString(table, "source"),
            OptionalString(table, "checksum"),
            ReadDependencies(table),
            replace,
            table.Position);
    }

    private List<LockDependency> ReadDependencies(TomlTable package) => package["dependencies"] switch
    {
        null => [],
        TomlArray array => array.Items.Select(item => item is TomlString text
            ? Reference(text.Value, text.Position)
            : throw Invalid(item.Position, "a dependency is not a string")).ToList(),
        var other => throw Invalid(other.Position, "'dependencies' is not an array"),
    };

    private LockDependency Reference(string text, TomlPosition position) => LockDependency.TryParse(text, position, out var reference)
        ? reference
        : throw Invalid(position, $"'{text}' is not of the form 'name version (source)'");

    private void RefuseDuplicates(List<LockPackage> packages)
    {
        var seen = new HashSet<LockIdentity>();
        foreach (var package in packages)
        {
            if (!seen.Add(new(package.Name, package.Version, package.Source)))
                throw Error(LockCodes.DuplicateLockPackage, package.Position,
                    $"The package '{package.Name} {package.Version}' stands here for the second time, perhaps after a merge. {Remedy}");
        }
    }

    // Neither version names itself. Cargo takes checksums beside the package, or references without a version, for version 2;
    // and a lock of one package that does not end in an empty line.
    private static bool IsVersion2(List<LockPackage> packages, string text) =>
        packages.Any(package => package.Checksum is not null || package.Dependencies.Any(dependency => dependency.Version is null))
        || (packages.Count == 1 && text.EndsWith('\n') && !text.EndsWith("\n\n", StringComparison.Ordinal));

    private static List<string> ReadComments(string text)
    {
        var comments = new List<string>();
        var rest = text.AsSpan().TrimStart('\uFEFF');
        while (rest.StartsWith('#'))
        {
            var end = rest.IndexOf('\n');
            var line = (end < 0 ? rest : rest[..end]).TrimEnd('\r');
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (!line.SequenceEqual(LockWriter.Marker) && !line.SequenceEqual(LockWriter.Warning))
                comments.Add(line.ToString());
        }

        return comments;
    }

    private string? OptionalString(TomlTable table, string key) => table[key] switch
    {
        null => null,
        TomlString text when text.Value.Any(char.IsControl) => throw Invalid(text.Position, $"'{key}' holds a control character"),
        TomlString text => text.Value,
        var other => throw Invalid(other.Position, $"'{key}' is not a string"),
    };

    private TomlTable Table(TomlValue value, string name) =>
        value as TomlTable ?? throw Invalid(value.Position, $"'{name}' is not a table");

    private IEnumerable<TomlTable> Tables(TomlValue? value, string name) => value switch
    {
        null => [],
        TomlArray array => array.Items.Select(item => Table(item, name)),
        _ => throw Invalid(value.Position, $"'{name}' is not an array of tables"),
    };

    private CodedException Invalid(TomlPosition position, string what) =>
        Error(LockCodes.InvalidLock, position, $"This is no lock that cargo wrote: {what}. {Remedy}");

    private CodedException Error(string code, TomlPosition position, string message) =>
        CargoError.At(code, message, path, position);
}
