using System.Text;

namespace RustContainer.BuildKit;

/// <summary>The paths of fsutil's protocol: relative, <c>/</c>-separated, clean, sent depth first with the names of one folder in the
/// order of their UTF-8 bytes (<c>a</c>, <c>a/b</c>, <c>a-b</c>, <c>a.b</c>).</summary>
internal static class SyncPath
{
    /// <summary>The longest path, in bytes, that Linux takes.</summary>
    public const int MaxLength = 4096;

    /// <summary>The order in which paths are sent.</summary>
    public static readonly IComparer<string> Order = Comparer<string>.Create(Compare);

    /// <summary>The path of the folder that holds <paramref name="path"/>; empty for the root.</summary>
    public static string ParentOf(string path)
    {
        var slash = path.LastIndexOf('/');
        return slash < 0 ? "" : path[..slash];
    }

    /// <summary>Why <paramref name="path"/> may not be used; <see langword="null"/> where it may.</summary>
    public static string? FaultOf(string path)
    {
        if (path.Length == 0)
        {
            return "it is empty";
        }

        if (path[0] == '/')
        {
            return "it is absolute";
        }

        if (Encoding.UTF8.GetByteCount(path) > MaxLength)
        {
            return $"it is longer than {MaxLength} bytes";
        }

        if (path.Contains('\0', StringComparison.Ordinal))
        {
            return "it holds a NUL";
        }

        return path.Split('/').Any(part => part is "" or "." or "..") ? "it is not a clean path" : null;
    }

    /// <summary>Compares two paths in <see cref="Order"/>.</summary>
    public static int Compare(string? left, string? right)
    {
        var a = left.AsSpan();
        var b = right.AsSpan();
        var common = a.CommonPrefixLength(b);
        return common == a.Length || common == b.Length ? a.Length - b.Length : Rank(a[common]) - Rank(b[common]);
    }

    // A separator ends a name, so it comes before all else. UTF-16 puts the surrogates of the upper planes before U+E000, UTF-8 does not.
    private static int Rank(char c) => c switch
    {
        '/' => -1,
        >= '\uE000' => c - 0x800,
        >= '\uD800' => c + 0x2000,
        _ => c,
    };
}
