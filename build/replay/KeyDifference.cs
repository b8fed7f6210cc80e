namespace RustContainer.Replay;

/// <summary>Says what differs between the texts of two dependency keys.</summary>
internal static class KeyDifference
{
    /// <summary>The differences, each as short as it can be said: <c>crate serde 1.0.1 -> 1.0.2</c>, <c>asks tokio [+net]</c>,
    /// <c>profile.release.lto "thin" -> "fat"</c>.</summary>
    public static IReadOnlyList<string> Describe(string before, string after)
    {
        var (old, next) = (Lines(before), Lines(after));
        var removed = old.Except(next, StringComparer.Ordinal).Select(KeyLine.Parse).ToArray();
        var added = next.Except(old, StringComparer.Ordinal).Select(KeyLine.Parse).ToArray();
        var subjects = removed.Concat(added).Select(line => line.Subject).ToHashSet(StringComparer.Ordinal);
        return [.. removed.Concat(added).DistinctBy(line => line.Subject)
            .Where(line => !line.FollowsFrom.Any(subjects.Contains))
            .OrderBy(line => line.Subject.StartsWith("crate ", StringComparison.Ordinal))
            .ThenBy(line => line.Subject, StringComparer.Ordinal)
            .Select(line => Describe(line.Subject, Of(removed, line.Subject), Of(added, line.Subject))).OfType<string>()];
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static KeyLine[] Of(KeyLine[] lines, string subject) => [.. lines.Where(line => line.Subject == subject)];

    private static string? Describe(string subject, KeyLine[] removed, KeyLine[] added) => (removed, added) switch
    {
        ([{ Features: { } before } one], [{ Features: { } after } other]) => OfFeatures(subject, before, after)
            // Another version of the same stands in the line of its crate.
            ?? (one.Value == other.Value ? $"{subject} from another source" : null),
        ([], _) => $"+{subject} {Join(added, line => line.Shown)}",
        (_, []) => $"-{subject} {Join(removed, line => line.Shown)}",
        _ when Join(removed, line => line.Shown) is var before && Join(added, line => line.Shown) is var after && before != after =>
            $"{subject} {before} -> {after}",
        _ => $"{subject} {Join(added, line => line.Shown)} ({OnlyIn(removed, added)} -> {OnlyIn(added, removed)})",
    };

    private static string? OfFeatures(string subject, IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var changes = before.Except(after).Select(feature => $"-{feature}").Concat(after.Except(before).Select(feature => $"+{feature}"));
        return string.Join(' ', changes) is { Length: > 0 } text ? $"{subject} [{text}]" : null;
    }

    /// <summary>The words that the other lines lack: the commit of a git source, a checksum.</summary>
    private static string OnlyIn(KeyLine[] lines, KeyLine[] others) =>
        string.Join(' ', lines.SelectMany(line => line.Rest).Except(others.SelectMany(line => line.Rest)).Select(KeyLine.Shorten));

    private static string Join(KeyLine[] lines, Func<KeyLine, string> text) =>
        string.Join(", ", lines.Select(text).Where(part => part.Length > 0));
}
