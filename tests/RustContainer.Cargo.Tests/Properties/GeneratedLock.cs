using System.Security.Cryptography;
using System.Text;

namespace RustContainer.Cargo.Tests.Properties;

/// <summary>The lock that cargo would make for a generated workspace.</summary>
public static class GeneratedLock
{
    public const string CratesIo = "registry+https://github.com/rust-lang/crates.io-index";

    private static readonly Dictionary<(string Name, string Requirement), string> Versions = new()
    {
        [("alpha", "1")] = "1.2.0",
        [("alpha", "2")] = "2.0.0",
        [("beta", "1")] = "1.0.0",
        [("gamma", "0.3")] = "0.3.0",
        [("sysdep", "1")] = "1.0.0",
        [("quoter", "1")] = "1.0.0",
        [("derive-it", "1")] = "1.0.0",
    };

    private static readonly Dictionary<string, (string, string)> Needs = new()
    {
        ["beta"] = ("alpha", "1"),
        ["quoter"] = ("alpha", "1"),
        ["derive-it"] = ("quoter", "1"),
        ["sysdep"] = ("gamma", "0.3"),
    };

    /// <summary>The external crates that some crates bring in, those below the direct ones too.</summary>
    public static IReadOnlySet<(string Name, string Requirement)> Externals(IEnumerable<GeneratedDependency> dependencies)
    {
        var found = new HashSet<(string, string)>();
        foreach (var dependency in dependencies.Where(dependency => dependency.IsExternal))
        {
            for (var next = (dependency.External, dependency.Requirement); found.Add(next) && Needs.TryGetValue(next.External, out var below);)
                next = below;
        }
        return found;
    }

    public static string Of(GeneratedWorkspace workspace)
    {
        var externals = Externals(workspace.Crates.SelectMany(crate => crate.Dependencies));
        var twice = externals.Count(external => external.Name == "alpha") > 1;
        var entries = externals.Select(external => Entry(workspace, external, Reference)).Concat(workspace.Crates.Select(crate => (
            crate.Name, crate.Version, Text: Write(crate.Name, crate.Version, "", crate.Dependencies.Select(dependency => dependency.IsExternal
                ? Reference((dependency.External, dependency.Requirement)) : workspace.Crates[dependency.Crate].Name)))));
        return "version = 4\n" + string.Concat(entries.OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .ThenBy(entry => entry.Version, StringComparer.Ordinal).Select(entry => entry.Text));

        string Reference((string Name, string Requirement) external) =>
            external.Name == "alpha" && twice ? $"alpha {VersionOf(workspace, external)}" : external.Name;
    }

    private static (string Name, string Version, string Text) Entry(
        GeneratedWorkspace workspace, (string Name, string Requirement) external, Func<(string, string), string> reference)
    {
        var version = VersionOf(workspace, external);
        var (source, checksum) = workspace.Locked.TryGetValue($"{external.Name} {external.Requirement}", out var locked)
            ? (locked.Source, locked.Checksum) : (CratesIo, ChecksumOf(external.Name, version));
        var origin = $"source = \"{source}\"\n" + (checksum.Length > 0 ? $"checksum = \"{checksum}\"\n" : "");
        return (external.Name, version, Write(external.Name, version, origin, Needs.TryGetValue(external.Name, out var below) ? [reference(below)] : []));
    }

    public static string VersionOf(GeneratedWorkspace workspace, (string Name, string Requirement) external) =>
        workspace.Locked.TryGetValue($"{external.Name} {external.Requirement}", out var locked) ? locked.Version : Versions[external];

    /// <summary>The checksum that <see cref="TestRegistry"/> gives a crate.</summary>
    public static string ChecksumOf(string name, string version) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{name} {version}")));

    private static string Write(string name, string version, string origin, IEnumerable<string> dependencies)
    {
        var sorted = dependencies.Distinct().Order(StringComparer.Ordinal).Select(dependency => $" \"{dependency}\",\n").ToArray();
        return $"\n[[package]]\nname = \"{name}\"\nversion = \"{version}\"\n{origin}"
            + (sorted.Length > 0 ? $"dependencies = [\n{string.Concat(sorted)}]\n" : "");
    }
}
