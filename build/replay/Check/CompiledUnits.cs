namespace RustContainer.Replay;

/// <summary>What cargo would compile of packages that are not the workspace's own, a line for each unit.</summary>
/// <param name="Text">The lines, sorted.</param>
internal sealed record CompiledUnits(string Text)
{
    /// <summary>The lines that only one of two has.</summary>
    public static IReadOnlyList<string> Difference(CompiledUnits before, CompiledUnits after)
    {
        string[] old = before.Text.Split('\n'), next = after.Text.Split('\n');
        return [.. old.Except(next, StringComparer.Ordinal).Select(line => $"-{line}"),
            .. next.Except(old, StringComparer.Ordinal).Select(line => $"+{line}")];
    }
}
