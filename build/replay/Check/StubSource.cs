using RustContainer.Cargo.Toml;
using static RustContainer.Replay.StubToml;

namespace RustContainer.Replay;

/// <summary>Where a lock says that packages come from, less the commit.</summary>
/// <param name="Kind"><c>registry</c>, <c>sparse</c> or <c>git</c>.</param>
/// <param name="Address">The address.</param>
/// <param name="Reference">Of git, <c>branch</c>, <c>tag</c> or <c>rev</c>; "" for the default branch.</param>
/// <param name="Value">Which.</param>
internal sealed record StubSource(string Kind, string Address, string Reference, string Value)
{
    /// <summary>Reads <c>git+URL?branch=b#commit</c> or <c>registry+URL</c>.</summary>
    public static StubSource Parse(string source)
    {
        var (kind, rest) = Cut(source, '+');
        var (address, query) = Cut(Cut(rest, '#').Before, '?');
        var (reference, value) = Cut(query, '=');
        return new(kind, address, reference, Uri.UnescapeDataString(value));
    }

    /// <summary>The entry of cargo's configuration that puts another source in the place of this one.</summary>
    public (string Name, TomlValue? Value) Replaced(string by)
    {
        var replacement = ("replace-with", (TomlValue?)Text(by));
        return this switch
        {
            { Kind: "git" } => ($"{Kind}+{Address}?{Reference}={Value}", Table([.. Entries(), replacement])),
            { Address: "https://github.com/rust-lang/crates.io-index" } => ("crates-io", Table(replacement)),
            _ => ($"{Kind}+{Address}", Table(
                ("registry", Text(Kind == "sparse" ? $"sparse+{Address}" : Address)), replacement)),
        };
    }

    /// <summary>What a dependency on a package from git says of its source.</summary>
    public IEnumerable<(string Key, TomlValue? Value)> Entries()
    {
        if (Kind == "git")
            yield return ("git", Text(Address));
        if (Reference.Length > 0)
            yield return (Reference, Text(Value));
    }

    private static (string Before, string After) Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var end ? (text[..end], text[(end + 1)..]) : (text, "");
}
