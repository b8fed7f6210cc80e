using System.Diagnostics.CodeAnalysis;
using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Locking;

/// <summary>
/// A reference to a package of the lock: <c>name</c>, where that is enough to tell it from others <c>name version</c>, else
/// <c>name version (source)</c>. Since version 2 of the format cargo writes no more than is needed.
/// </summary>
/// <param name="Name">The package's name.</param>
/// <param name="Version">Its version, where written.</param>
/// <param name="Source">Its source without the exact revision, where written.</param>
/// <param name="Position">Where it stands.</param>
public sealed record LockDependency(string Name, string? Version = null, string? Source = null, TomlPosition Position = default)
{
    /// <summary>Parses the text of a reference.</summary>
    public static bool TryParse(string text, TomlPosition position, [NotNullWhen(true)] out LockDependency? dependency)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > 0 && !text.Contains(' ', StringComparison.Ordinal))
        {
            dependency = new(text, Position: position);
            return true;
        }
        var parts = text.Split(' ', 3);
        var hasSource = parts.Length == 3;
        var isValid = parts.All(part => part.Length > 0) && (!hasSource || parts[2] is ['(', _, .., ')']);
        dependency = isValid
            ? new LockDependency(parts[0], parts.Length > 1 ? parts[1] : null, hasSource ? parts[2][1..^1] : null, position)
            : null;
        return isValid;
    }

    /// <summary>The reference as it stands in Cargo.lock.</summary>
    public override string ToString() => Version is null && Source is null ? Name :
        Name + (Version is null ? "" : " " + Version) + (Source is null ? "" : $" ({Source})");
}
