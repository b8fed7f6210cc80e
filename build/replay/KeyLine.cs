using System.Text.RegularExpressions;

namespace RustContainer.Replay;

/// <summary>A line of a dependency key's text, cut into what it is about and what it says.</summary>
/// <param name="Subject">What stays the same when the line changes: <c>crate serde</c>, <c>asks tokio</c>, <c>profile.release.lto</c>.</param>
/// <param name="Value">What it says: a version, a value.</param>
/// <param name="Rest">What else, word by word: a crate's source and checksum.</param>
/// <param name="Features">The features that are asked for; <see langword="null"/> for other lines.</param>
internal sealed partial record KeyLine(string Subject, string Value, IReadOnlyList<string> Rest, IReadOnlyList<string>? Features = null)
{
    private const int HashLength = 10;

    /// <summary>The subjects that say enough where one of them changes too.</summary>
    public IReadOnlyList<string> FollowsFrom { get; private init; } = [];

    /// <summary>The value, with the features where there are some.</summary>
    public string Shown => Features is null ? Value : $"{Value} [{string.Join(", ", Features)}]";

    public static KeyLine Parse(string line)
    {
        var words = line.Split(' ');
        if (words is ["crate", var user, _, "uses", var used, ..])
            return new($"crate {user} uses {used}", string.Join(' ', words[5..]), []) { FollowsFrom = [$"crate {user}", $"crate {used}"] };
        if (words is ["crate", var crate, var version, ..])
            return new($"crate {crate}", version, words[3..]);
        if (Asks().Match(line) is { Success: true } asks)
        {
            var kind = asks.Groups["kind"].Value is var word && word == "target" ? "" : $" ({word})";
            return new($"asks {asks.Groups["package"].Value}{kind}{asks.Groups["lto"].Value}{asks.Groups["platform"].Value}", asks.Groups["version"].Value, [],
                asks.Groups["features"].Value.Split(", ", StringSplitOptions.RemoveEmptyEntries));
        }
        var end = line.IndexOf(" = ", StringComparison.Ordinal);
        return end > 0 ? new(line[..end], line[(end + 3)..], []) : new(words[0], string.Join(' ', words[1..]), []);
    }

    /// <summary>A git source without its address, and a checksum's beginning.</summary>
    public static string Shorten(string word)
    {
        var text = word[(word.IndexOf('#', StringComparison.Ordinal) + 1)..];
        return text.Length > HashLength && text.All(char.IsAsciiHexDigit) ? text[..HashLength] : text;
    }

    [GeneratedRegex(@"^asks (?<kind>\S+)(?<lto> \([^)]*\))? (?<package>\S+) (?<version>.*?) \[(?<features>[^\]]*)\](?<platform> where .*?)?( unlocked .*)?$")]
    private static partial Regex Asks();
}
