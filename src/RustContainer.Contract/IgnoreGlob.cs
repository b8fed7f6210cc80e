using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace RustContainer.Contract;

/// <summary>
/// The glob of one ignore pattern. What most lines need is a comparison of strings; the rest is run as a set of states, never by
/// backtracking.
/// </summary>
internal sealed class IgnoreGlob
{
    private readonly Shape _shape;
    private readonly string _literal;
    private readonly IReadOnlyList<IgnoreGlobToken> _tokens;

    // Most paths fail at one of these two, which costs next to nothing.
    private readonly string _start;
    private readonly string _end;

    private IgnoreGlob(Shape shape, string literal, IReadOnlyList<IgnoreGlobToken> tokens)
    {
        _shape = shape;
        _literal = literal;
        _tokens = tokens;
        _start = LiteralsOf(tokens.TakeWhile(token => token.Kind == IgnoreGlobKind.Literal));
        _end = LiteralsOf(tokens.Reverse().TakeWhile(token => token.Kind == IgnoreGlobKind.Literal).Reverse());
    }

    private enum Shape
    {
        Exact,
        Prefix,
        Suffix,
        States,
    }

    public static bool TryRead(string pattern, [NotNullWhen(true)] out IgnoreGlob? glob, out string fault)
    {
        glob = null;
        if (!IgnoreGlobToken.TryReadAll(pattern, out var tokens, out fault))
            return false;

        glob = Classify(pattern, tokens);
        return true;
    }

    public bool Matches(ReadOnlySpan<char> path) => _shape switch
    {
        Shape.Exact => path.SequenceEqual(_literal),
        Shape.Prefix => path.StartsWith(_literal),
        Shape.Suffix => path.EndsWith(_literal) || (_literal[0] == '/' && path.SequenceEqual(_literal.AsSpan(1))),
        _ => path.StartsWith(_start) && path.EndsWith(_end) && Run(path, requireEnd: true),
    };

    public bool MightMatchBelow(string directory)
    {
        var start = directory + "/";
        return _shape switch
        {
            Shape.Exact => _literal.StartsWith(start, StringComparison.Ordinal),
            Shape.Prefix => _literal.StartsWith(start, StringComparison.Ordinal) || start.StartsWith(_literal, StringComparison.Ordinal),
            Shape.Suffix => true,
            _ => Run(start, requireEnd: false),
        };
    }

    // "**x" at the start matches any path that ends in x, also "ax": so Docker has it since 2021, against its own documentation.
    private static IgnoreGlob Classify(string pattern, IReadOnlyList<IgnoreGlobToken> tokens)
    {
        var special = tokens.Count(token => token.Kind is not (IgnoreGlobKind.Literal or IgnoreGlobKind.DeepWalk));
        if (special == 0 && !pattern.Contains('\\', StringComparison.Ordinal))
            return new IgnoreGlob(Shape.Exact, pattern, []);
        if (special == 1 && !pattern.Contains('\\', StringComparison.Ordinal))
        {
            if (tokens[^1].Kind == IgnoreGlobKind.Rest)
                return new IgnoreGlob(Shape.Prefix, pattern[..pattern.IndexOf("**", StringComparison.Ordinal)], []);
            if (tokens[0].Kind == IgnoreGlobKind.DeepStart)
                return new IgnoreGlob(Shape.Suffix, pattern[2..], []);
        }

        return new IgnoreGlob(Shape.States, "", tokens);
    }

    private static string LiteralsOf(IEnumerable<IgnoreGlobToken> tokens) => string.Concat(tokens.Select(token => token.Character));

    /// <summary>Whether the tokens match all of <paramref name="text"/>, or, without its end, can still match with more after it.</summary>
    private bool Run(ReadOnlySpan<char> text, bool requireEnd)
    {
        var count = _tokens.Count + 1;
        Span<bool> now = count <= 256 ? stackalloc bool[count] : new bool[count];
        Span<bool> next = count <= 256 ? stackalloc bool[count] : new bool[count];
        Reach(now, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            next.Clear();
            var alive = false;
            for (var state = 0; state < _tokens.Count; state++)
            {
                if (now[state])
                    alive |= Step(_tokens[state], state, rune, next);
            }

            if (!alive)
                return false;
            var swap = now;
            now = next;
            next = swap;
        }

        return requireEnd ? now[^1] : now[..^1].Contains(true);
    }

    private bool Step(IgnoreGlobToken token, int state, Rune rune, Span<bool> next)
    {
        switch (token.Kind)
        {
            case IgnoreGlobKind.Star when rune.Value != '/':
            case IgnoreGlobKind.Rest:
                Reach(next, state);
                return true;
            case IgnoreGlobKind.DeepWalk:
                next[state] = true;
                if (rune.Value == '/')
                    Reach(next, state + 1);
                return true;
            case IgnoreGlobKind.Literal or IgnoreGlobKind.Any or IgnoreGlobKind.Class when token.Accepts(rune):
                Reach(next, state + 1);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Marks <paramref name="state"/> and every state that it leads to without reading a character.</summary>
    private void Reach(Span<bool> states, int state)
    {
        while (true)
        {
            states[state] = true;
            if (state == _tokens.Count)
                return;
            switch (_tokens[state].Kind)
            {
                case IgnoreGlobKind.Star or IgnoreGlobKind.Rest:
                    state++;
                    break;
                case IgnoreGlobKind.DeepStart:
                    states[state + 1] = true;
                    state += 2;
                    break;
                default:
                    return;
            }
        }
    }
}
