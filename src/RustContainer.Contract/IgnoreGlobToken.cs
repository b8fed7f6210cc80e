using System.Text;

namespace RustContainer.Contract;

/// <summary>What an <see cref="IgnoreGlobToken"/> stands for.</summary>
internal enum IgnoreGlobKind
{
    /// <summary>One given character.</summary>
    Literal,

    /// <summary><c>?</c>: one character, not <c>/</c>.</summary>
    Any,

    /// <summary><c>[a-z]</c>, <c>[^a-z]</c>: one character of a set.</summary>
    Class,

    /// <summary><c>*</c>: any characters but <c>/</c>.</summary>
    Star,

    /// <summary><c>**</c> or <c>**/</c> before something: nothing, or whole directories; <see cref="DeepWalk"/> follows.</summary>
    DeepStart,

    /// <summary>Inside the directories that <see cref="DeepStart"/> stands for.</summary>
    DeepWalk,

    /// <summary><c>**</c> at the end: whatever remains.</summary>
    Rest,
}

/// <summary>One element of a glob.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Character">For <see cref="IgnoreGlobKind.Literal"/>: the character.</param>
/// <param name="Ranges">For <see cref="IgnoreGlobKind.Class"/>: the first and last character of each range.</param>
/// <param name="Negated">For <see cref="IgnoreGlobKind.Class"/>: whether it stands for what is in no range.</param>
internal sealed record IgnoreGlobToken(
    IgnoreGlobKind Kind, Rune Character = default, IReadOnlyList<(Rune First, Rune Last)>? Ranges = null, bool Negated = false)
{
    public bool Accepts(Rune rune) => Kind switch
    {
        IgnoreGlobKind.Literal => rune == Character,
        IgnoreGlobKind.Any => rune.Value != '/',
        _ => Ranges!.Any(range => range.First <= rune && rune <= range.Last) != Negated,
    };

    /// <summary>The tokens of <paramref name="pattern"/>, or what is wrong with it.</summary>
    public static bool TryReadAll(string pattern, out IReadOnlyList<IgnoreGlobToken> tokens, out string fault)
    {
        var runes = pattern.EnumerateRunes().ToArray();
        var read = new List<IgnoreGlobToken>();
        tokens = read;
        fault = "";
        var at = 0;
        while (at < runes.Length && fault.Length == 0)
        {
            switch (runes[at].Value)
            {
                case '*' when At(runes, at + 1) == '*':
                    at = ReadDeep(runes, at + 2, read);
                    break;
                case '*':
                    read.Add(new IgnoreGlobToken(IgnoreGlobKind.Star));
                    at++;
                    break;
                case '?':
                    read.Add(new IgnoreGlobToken(IgnoreGlobKind.Any));
                    at++;
                    break;
                case '[':
                    at = ReadClass(runes, at + 1, read, out fault);
                    break;
                default:
                    fault = TryReadCharacter(runes, ref at, out var character) ? "" : "it ends in a '\\' that escapes nothing";
                    read.Add(new IgnoreGlobToken(IgnoreGlobKind.Literal, character));
                    break;
            }
        }

        return fault.Length == 0;
    }

    private static int ReadDeep(Rune[] runes, int at, List<IgnoreGlobToken> read)
    {
        if (At(runes, at) == '/')
            at++;
        if (at == runes.Length)
        {
            read.Add(new IgnoreGlobToken(IgnoreGlobKind.Rest));
            return at;
        }

        read.Add(new IgnoreGlobToken(IgnoreGlobKind.DeepStart));
        read.Add(new IgnoreGlobToken(IgnoreGlobKind.DeepWalk));
        return at;
    }

    private static int ReadClass(Rune[] runes, int at, List<IgnoreGlobToken> read, out string fault)
    {
        fault = "";
        var ranges = new List<(Rune, Rune)>();
        var negated = At(runes, at) == '^';
        if (negated)
            at++;
        while (ranges.Count == 0 || At(runes, at) != ']')
        {
            if (At(runes, at) is -1 or '-' or ']' || !TryReadCharacter(runes, ref at, out var first))
            {
                fault = "its '[' is not closed, or holds nothing or half a range";
                return at;
            }

            var last = first;
            if (At(runes, at) == '-')
            {
                at++;
                if (At(runes, at) is -1 or '-' or ']' || !TryReadCharacter(runes, ref at, out last) || last < first)
                {
                    fault = "a range in its '[...]' has no end, or one before its start";
                    return at;
                }
            }

            ranges.Add((first, last));
        }

        read.Add(new IgnoreGlobToken(IgnoreGlobKind.Class, default, ranges, negated));
        return at + 1;
    }

    private static bool TryReadCharacter(Rune[] runes, ref int at, out Rune character)
    {
        if (At(runes, at) == '\\')
            at++;
        character = at < runes.Length ? runes[at] : default;
        return at++ < runes.Length;
    }

    private static int At(Rune[] runes, int index) => index < runes.Length ? runes[index].Value : -1;
}
