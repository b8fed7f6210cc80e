using RustContainer.Cargo.Locking;
using RustContainer.Cargo.Toml;
using RustContainer.Contract;

namespace RustContainer.Cargo.Toolchain;

/// <summary>
/// What a toolchain file asks of rustup, https://rust-lang.github.io/rustup/overrides.html#the-toolchain-file.
/// </summary>
/// <param name="File">The file that was read.</param>
/// <param name="Channel">A channel or version, such as <c>stable</c>, <c>1.85</c> or <c>nightly-2026-01-01</c>.</param>
/// <param name="ToolchainPath">A toolchain's folder on this machine, in place of a channel.</param>
/// <param name="Components">Further components, such as <c>clippy</c>.</param>
/// <param name="Targets">Further targets' triples.</param>
/// <param name="Profile">rustup's profile: <c>minimal</c>, <c>default</c> or <c>complete</c>.</param>
/// <param name="Text">The whole text, line ends made LF.</param>
public sealed record RustToolchain(
    string File,
    string? Channel,
    string? ToolchainPath,
    IReadOnlyList<string> Components,
    IReadOnlyList<string> Targets,
    string? Profile,
    string Text)
{
    /// <summary>Where the values are, by their keys: <c>channel</c>, <c>components</c>, <c>targets</c>.</summary>
    public IReadOnlyDictionary<string, TomlPosition> Positions { get; init; } = new Dictionary<string, TomlPosition>();

    /// <summary>The file name that wins where both are there; it may hold a bare channel or TOML.</summary>
    public const string PlainName = "rust-toolchain";

    /// <summary>The file name for TOML alone.</summary>
    public const string TomlName = "rust-toolchain.toml";

    /// <summary>
    /// Reads the toolchain file of a directory, or of the nearest one above it that has one, as rustup does; <see langword="null"/> where
    /// there is none.
    /// </summary>
    /// <remarks>A build context need not hold it: what it asks for is installed in the image and chosen there by RUSTUP_TOOLCHAIN.</remarks>
    /// <exception cref="CodedException">
    /// <see cref="LockCodes.InvalidToolchainFile"/>, <see cref="TomlCodes.Syntax"/> or <see cref="TomlCodes.Unreadable"/>.
    /// </exception>
    public static RustToolchain? Find(string directory)
    {
        for (var above = directory; above is not null; above = Path.GetDirectoryName(above))
        {
            if (Read(above) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>Reads the toolchain file of a directory; <see langword="null"/> where there is none. Parents are not searched.</summary>
    /// <exception cref="CodedException">
    /// <see cref="LockCodes.InvalidToolchainFile"/>, <see cref="TomlCodes.Syntax"/> or <see cref="TomlCodes.Unreadable"/>.
    /// </exception>
    public static RustToolchain? Read(string directory)
    {
        foreach (var name in (string[])[PlainName, TomlName])
        {
            var path = Path.Combine(directory, name);
            if (Path.Exists(path))
                return Parse(TomlDocument.ReadText(path), path);
        }

        return null;
    }

    /// <summary>Reads a toolchain file's text; its path's file name decides whether a bare channel is allowed.</summary>
    /// <exception cref="CodedException"><see cref="LockCodes.InvalidToolchainFile"/> or <see cref="TomlCodes.Syntax"/>.</exception>
    public static RustToolchain Parse(string text, string path)
    {
        ArgumentNullException.ThrowIfNull(text);
        var normalised = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        return new ToolchainReader(path).Read(normalised, mayBeBare: Path.GetFileName(path) == PlainName);
    }
}
