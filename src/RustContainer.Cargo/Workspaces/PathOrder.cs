namespace RustContainer.Cargo.Workspaces;

/// <summary>Orders paths with '/' by their components, as Cargo does: <c>a/b</c> comes before <c>a-b</c>.</summary>
internal sealed class PathOrder : IComparer<string>
{
    public static readonly PathOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        var left = (x ?? "").Split('/');
        var right = (y ?? "").Split('/');
        for (var index = 0; index < left.Length && index < right.Length; index++)
        {
            var order = string.CompareOrdinal(left[index], right[index]);
            if (order != 0)
                return order;
        }
        return left.Length.CompareTo(right.Length);
    }
}
