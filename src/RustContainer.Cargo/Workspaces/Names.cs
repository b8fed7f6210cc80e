namespace RustContainer.Cargo.Workspaces;

/// <summary>Lists of names in messages.</summary>
internal static class Names
{
    private const int Shown = 20;

    /// <summary>The names, sorted and in backticks; <c>none</c> where there is none; at most twenty.</summary>
    public static string List(IEnumerable<string> names)
    {
        var sorted = names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(name => $"`{name}`").ToArray();
        var more = sorted.Length > Shown ? $" and {sorted.Length - Shown} more" : "";
        return sorted.Length == 0 ? "none" : string.Join(", ", sorted.Take(Shown)) + more;
    }
}
