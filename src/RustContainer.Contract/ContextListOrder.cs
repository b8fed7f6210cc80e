namespace RustContainer.Contract;

/// <summary>
/// The order in which BuildKit wants paths: depth-first, and within a directory by the bytes of the UTF-8 names, so that <c>a</c>,
/// <c>a/b</c>, <c>a-b</c>, <c>a.b</c> follow each other.
/// </summary>
public sealed class ContextListOrder : IComparer<string>
{
    private ContextListOrder()
    {
    }

    /// <summary>The order.</summary>
    public static ContextListOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        if (x is null || y is null)
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);

        var common = x.AsSpan().CommonPrefixLength(y);
        return common == x.Length || common == y.Length ? x.Length - y.Length : Rank(x[common]) - Rank(y[common]);
    }

    // UTF-16 puts surrogates before U+E000..U+FFFF, UTF-8 after them; the separator goes before everything that a name can hold.
    private static int Rank(char c) => c switch
    {
        '/' => -1,
        >= '\uE000' => c - 0x800,
        >= '\uD800' => c + 0x2000,
        _ => c,
    };
}
