using System.Text.RegularExpressions;

namespace RustContainer.Cargo.Tests.Properties;

/// <summary>Exchanges the words of a document: values of another type, keys twice, headers of other tables.</summary>
public static partial class TokenMutation
{
    private static readonly string[] Words =
    [
        "1", "-1", "0", "9223372036854775807", "3.5", "nan", "inf", "true", "false", "1979-05-27", "07:32:00", "[]", "{}", "[[]]", "[1, \"a\"]",
        "\"\"", "\"a\\nb\"", "\"\\u0000\"", "\"\\u001b[31m\"", "'1'", "\"*\"", "\"..\"", "\"/\"", "{ workspace = true }", "{ workspace = false }",
        "{ path = \"..\" }", "{ version = \"*\", optional = true }", "{ git = \"https://example.invalid/x\", branch = \"b\" }", "workspace", "package",
        "dependencies", "[package]", "[workspace]", "[dependencies]", "[[bin]]", "[lib]", "[features]", "[target.'cfg(']", "[target.\"x\\ny\".dependencies]",
        "[target.'cfg(any(unix'.dependencies]", "[[package]]", "[patch.crates-io]", "[replace]", "[profile.dev]", "=", ",", "\n", ".", "#",
    ];

    public static string Apply(string text, Mutation mutation)
    {
        var tokens = Token().Matches(text).Select(match => match.Value).ToList();
        if (tokens.Count == 0)
            return Mutation.Choose(Words, mutation.Value);
        var (at, other) = (mutation.Place % tokens.Count, mutation.Value % tokens.Count);
        switch (mutation.Kind % 7)
        {
            case 0: (tokens[at], tokens[other]) = (tokens[other], tokens[at]); break;
            case 1: tokens.RemoveAt(at); break;
            case 2: tokens.Insert(at, tokens[other]); break;
            case 3 or 4: tokens[at] = Mutation.Choose(Words, mutation.Value); break;
            case 5: tokens[at] = tokens[other]; break;
            default: return OfLines(text.Split('\n'), mutation);
        }
        return string.Concat(tokens);
    }

    private static string OfLines(string[] lines, Mutation mutation)
    {
        var list = lines.ToList();
        var line = list[mutation.Place % list.Count];
        if (mutation.Value % 3 == 0)
            list.Remove(line);
        else
            list.Insert(mutation.Value % list.Count, line);
        return string.Join('\n', list);
    }

    [GeneratedRegex(""" "(?:\\.|[^"\\\n])*"|'[^'\n]*'|\[\[?[^\]\n=,"]*\]\]?\n|[A-Za-z0-9_+.-]+|\s+|. """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Token();
}
