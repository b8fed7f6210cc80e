namespace RustContainer.Cargo.Workspaces;

/// <summary>Orders paths with '/' by their components, as Cargo does: <c>a/b</c> comes before <c>a-b</c>.</summary>
internal sealed class PathOrder : IComparer<string>
{
    public static readonly PathOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        var (left, right) = (x ?? "", y ?? "");
        var index = 0;
        while (index < left.Length && index < right.Length && left[index] == right[index])
            index++;
        if (index == left.Length || index == right.Length)
            return left.Length.CompareTo(right.Length);
        // Where a component ends, the path comes before those in which it goes on.
        return left[index] == '/' ? -1 : right[index] == '/' ? 1 : left[index].CompareTo(right[index]);
    }
}
