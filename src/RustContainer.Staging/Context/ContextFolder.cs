using System.IO.Enumeration;

namespace RustContainer.Staging.Context;

/// <summary>A directory that a walk has looked into.</summary>
/// <param name="Path">Relative to the context's root; empty for the root.</param>
/// <param name="Entries">What it holds, in the order in which BuildKit wants it.</param>
internal sealed record ContextFolder(string Path, IReadOnlyList<ContextEntry> Entries)
{
    /// <summary>Whether an MSBuild project file lies in it.</summary>
    public bool HasProject { get; } = Entries.Any(entry => !entry.IsDirectory && IsProject(entry.Name));

    /// <summary>Whether a package or a workspace has its manifest in it.</summary>
    public bool HasManifest { get; } = Entries.Any(entry => !entry.IsDirectory && entry.Name == "Cargo.toml");

    /// <summary>Whether it says of itself that it is a cache, as cargo's target directories do.</summary>
    public bool IsTaggedAsCache { get; } = Entries.Any(entry => entry.Name == "CACHEDIR.TAG");

    /// <summary>Whether it is a crate as <c>cargo vendor</c> leaves it.</summary>
    public bool IsVendored { get; } = Entries.Any(entry => entry.Name == ".cargo-checksum.json");

    /// <summary>Looks into the directory at <paramref name="absolute"/>.</summary>
    public static ContextFolder Read(string path, string absolute)
    {
        // On Unix the entry knows its name and little else; a stat is paid only for what belongs to the context.
        var found = new FileSystemEnumerable<ContextEntry>(
            absolute,
            (ref FileSystemEntry entry) => new ContextEntry(
                entry.FileName.ToString(), entry.IsDirectory, UnixStat.IsSupported ? null : FileStat.Of(ref entry)),
            new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false });
        var entries = found.ToArray();
        Array.Sort(entries, (a, b) => Contract.ContextListOrder.Instance.Compare(a.Name, b.Name));
        return new ContextFolder(path, entries);
    }

    private static bool IsProject(string name) => System.IO.Path.GetExtension(name).EndsWith("proj", StringComparison.OrdinalIgnoreCase);
}

/// <summary>An entry of a directory.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsDirectory">Whether it is a directory, or a link to one.</param>
/// <param name="Stat">What the enumeration already told of it, if anything.</param>
internal sealed record ContextEntry(string Name, bool IsDirectory, FileStat? Stat);
