namespace RustContainer.Contract;

/// <summary>What a <see cref="ContextFile"/> is.</summary>
public enum ContextFileKind
{
    /// <summary>A file, sent with mode 0644.</summary>
    File,

    /// <summary>A file that begins with <c>#!</c> or the ELF magic, sent with mode 0755 from every host alike.</summary>
    Executable,

    /// <summary>A symbolic link.</summary>
    SymbolicLink,
}

/// <summary>One file of a build context, as it was when the context was last looked at.</summary>
/// <param name="Path">Relative to the context's root, <c>/</c>-separated.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Size">Its length in bytes; 0 for a link.</param>
/// <param name="ModifiedTicks">Last write time, UTC, in .NET ticks.</param>
/// <param name="ChangedTicks">Last status change (ctime), UTC, in .NET ticks; 0 where the host has none.</param>
/// <param name="Inode">The file's number in its file system, which it takes along where its folder gets another name; 0 where the host has none.</param>
/// <param name="Sha256">SHA-256 of the content, or of a link's target, in lower-case hex.</param>
/// <param name="LinkTarget">Where a link points; empty for a file.</param>
public sealed record ContextFile(
    string Path, ContextFileKind Kind, long Size, long ModifiedTicks, long ChangedTicks, long Inode, string Sha256, string LinkTarget = "");
