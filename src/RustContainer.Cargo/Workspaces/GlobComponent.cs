namespace RustContainer.Cargo.Workspaces;

/// <summary>One component of a path pattern: <c>*</c>, <c>?</c>, <c>[a-z]</c> and <c>[!a-z]</c>, as the glob crate that Cargo
/// uses.</summary>
internal static class GlobComponent
{
    /// <summary>Whether <paramref name="component"/> is a pattern and not a name.</summary>
    public static bool IsPattern(string component) => component.AsSpan().IndexOfAny('*', '?', '[') >= 0;

    /// <summary>What is wrong with the pattern, or <see langword="null"/>.</summary>
    public static string? Problem(string component)
    {
        if (component != "**" && component.Contains("**", StringComparison.Ordinal))
            return "`**` must be a whole component of the path";
        for (var open = component.IndexOf('['); open >= 0; open = component.IndexOf('[', open))
        {
            var close = ClassEnd(component, open);
            if (close < 0)
                return "a `[` is not closed";
            open = close;
        }
        return null;
    }

    /// <summary>Whether the whole of <paramref name="name"/> matches. Linear in name times pattern: no backtracking beyond the last
    /// star.</summary>
    public static bool Matches(string pattern, string name)
    {
        int at = 0, from = 0, star = -1, starFrom = 0;
        while (from < name.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                star = at++;
                starFrom = from;
            }
            else if (at < pattern.Length && MatchOne(pattern, at, name[from]) is > 0 and var next)
            {
                at = next;
                from++;
            }
            else if (star < 0)
            {
                return false;
            }
            else
            {
                at = star + 1;
                from = ++starFrom;
            }
        }
        return pattern.AsSpan(at).Trim('*').IsEmpty;
    }

    /// <summary>The place after the element at <paramref name="at"/> if that matches the character, else 0.</summary>
    private static int MatchOne(string pattern, int at, char character)
    {
        if (pattern[at] == '?')
            return at + 1;
        if (pattern[at] != '[')
            return pattern[at] == character ? at + 1 : 0;
        var close = ClassEnd(pattern, at);
        return close > 0 && InClass(pattern.AsSpan(at + 1, close - at - 1), character) ? close + 1 : 0;
    }

    private static bool InClass(ReadOnlySpan<char> body, char character)
    {
        var negated = body[0] == '!';
        if (negated)
            body = body[1..];
        var found = false;
        for (var index = 0; index < body.Length && !found; index++)
        {
            if (index + 2 < body.Length && body[index + 1] == '-')
            {
                found = character >= body[index] && character <= body[index + 2];
                index += 2;
            }
            else
            {
                found = body[index] == character;
            }
        }
        return found != negated;
    }

    /// <summary>The place of the bracket that closes the class; a bracket that comes first in the class is a member of it.</summary>
    private static int ClassEnd(string pattern, int open)
    {
        var first = open + 1 < pattern.Length && pattern[open + 1] == '!' ? open + 2 : open + 1;
        return first + 1 < pattern.Length ? pattern.IndexOf(']', first + 1) : -1;
    }
}
