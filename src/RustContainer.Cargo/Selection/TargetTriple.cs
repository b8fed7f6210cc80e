using RustContainer.Contract;

namespace RustContainer.Cargo.Selection;

/// <summary>A platform as rustc names it, as <c>x86_64-unknown-linux-gnu</c>.
/// https://doc.rust-lang.org/rustc/platform-support.html</summary>
public sealed record TargetTriple
{
    private TargetTriple(string value) => Value = value;

    /// <summary>The triple.</summary>
    public string Value { get; }

    /// <summary>Whether the system is Windows.</summary>
    public bool IsWindows => Value.Contains("-windows", StringComparison.Ordinal);

    /// <summary>Whether the system is one of Apple's.</summary>
    public bool IsApple => Value.Contains("-apple-", StringComparison.Ordinal);

    /// <summary>Whether Microsoft's tools link, and name static libraries.</summary>
    public bool IsMsvc => Value.EndsWith("-msvc", StringComparison.Ordinal);

    /// <summary>Whether the code is WebAssembly.</summary>
    public bool IsWebAssembly => Value.StartsWith("wasm", StringComparison.Ordinal);

    /// <summary>Whether the C library is musl.</summary>
    public bool IsMusl => Value.Contains("-musl", StringComparison.Ordinal);

    /// <summary>Reads a triple.</summary>
    /// <exception cref="CodedException"><see cref="CargoCodes.InvalidTriple"/>.</exception>
    public static TargetTriple Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var valid = text.Split('-') is { Length: >= 2 and <= 5 } parts
            && Array.TrueForAll(parts, part => part.Length > 0
                && part.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '.'));
        return valid ? new(text) : throw CargoError.At(CargoCodes.InvalidTriple,
            $"The target \"{text}\" is no target triple; write one like x86_64-unknown-linux-gnu.", null);
    }

    /// <summary>The file that rustc writes for a target of the given crate type; <see langword="null"/> for types nobody else can
    /// use.</summary>
    /// <param name="name">The target's name.</param>
    /// <param name="crateType">rustc's crate type.</param>
    public string? FileName(string name, string crateType)
    {
        var crate = name.Replace('-', '_');
        return crateType switch
        {
            "bin" => IsWindows ? $"{name}.exe" : IsWebAssembly ? $"{name}.wasm" : name,
            "cdylib" or "dylib" => IsWindows ? $"{crate}.dll" : IsApple ? $"lib{crate}.dylib" : IsWebAssembly ? $"{crate}.wasm"
                : $"lib{crate}.so",
            "staticlib" => IsMsvc ? $"{crate}.lib" : $"lib{crate}.a",
            _ => null,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
