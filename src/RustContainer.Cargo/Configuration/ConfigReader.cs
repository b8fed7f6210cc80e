using System.Text.RegularExpressions;
using RustContainer.Cargo.Toml;
using RustContainer.Cargo.Workspaces;
using RustContainer.Contract;

namespace RustContainer.Cargo.Configuration;

/// <summary>Reads a file of Cargo's configuration together with those that it includes.</summary>
internal sealed partial class ConfigReader
{
    private const int MaxDepth = 32;

    private readonly List<ConfigFile> _files = [];
    private readonly HashSet<string> _seen = new(ManifestPaths.Comparer);

    /// <summary>What the file says, over what it includes.</summary>
    /// <param name="path">The file, absolute.</param>
    /// <returns>The values, and the files in the order in which they were read.</returns>
    /// <exception cref="CodedException">A file is not TOML, cannot be read, or includes what is not there or what includes it.</exception>
    public static (ConfigTable Values, IReadOnlyList<ConfigFile> Files) Read(string path)
    {
        var reader = new ConfigReader();
        reader._seen.Add(path);
        return (reader.Read(path, depth: 0), reader._files);
    }

    private ConfigTable Read(string path, int depth)
    {
        var text = TomlDocument.ReadText(path).Replace("\r\n", "\n", StringComparison.Ordinal);
        var file = new ConfigFile(path, text, Parse(text, path));
        _files.Add(file);
        var own = ConfigMerge.Read(file);
        var values = new ConfigTable(file, own.Position, []);
        foreach (var include in ConfigInclude.Read(own))
        {
            if (Find(include) is { } found)
                values = ConfigMerge.Merge(values, Read(found, include, depth + 1), nextWins: true);
        }
        return ConfigMerge.Merge(values, new(file, own.Position, [.. own.Entries.Where(entry => entry.Key != ConfigInclude.Key)]), nextWins: true);
    }

    private ConfigTable Read(string path, ConfigInclude include, int depth) =>
        !_seen.Add(path) ? throw include.Error($"is '{path}', which is being read or was read before; include each file once")
        : depth > MaxDepth ? throw include.Error($"is the {depth}th on its way, and {MaxDepth} are the most that are read; include it higher")
        : Read(path, depth);

    private static string? Find(ConfigInclude include)
    {
        // Cargo in the container would not find it, whatever lies there on this machine.
        if (include.IsAbsolute)
            return include.Optional ? null
                : throw include.Error("is a path of this machine, which the container does not have; write it relative to this file");
        var path = ManifestPaths.TryJoin(include.At.File.Directory, include.Path) ?? throw include.Error("is no path; correct it");
        if (Path.Exists(path))
            return path;
        return include.Optional ? null
            : throw include.Error($"is not there, at '{path}'; create the file, or write {{ path = \"…\", optional = true }}");
    }

    private static TomlTable Parse(string text, string path)
    {
        try
        {
            return TomlDocument.Parse(text, path);
        }
        catch (CodedException error) when (error.Diagnostic.Code == TomlCodes.Syntax && MayHoldSecret(text, error.Diagnostic.Line))
        {
            throw new CodedException(error.Diagnostic with
            {
                Message = "Here the file is not TOML; correct the line. What is wrong is not shown, for the line may hold a secret.",
            });
        }
    }

    private static bool MayHoldSecret(string text, int line) => SecretKey().IsMatch(text.Split('\n').ElementAtOrDefault(line - 1) ?? "");

    [GeneratedRegex("token|secret|credential|proxy|password", RegexOptions.IgnoreCase)]
    private static partial Regex SecretKey();
}
