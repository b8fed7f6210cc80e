using System.Text;
using System.Text.RegularExpressions;

namespace RustContainer.Contract.Tests;

public class IgnorePatternsTests
{
    [Theory]
    [InlineData("target", "target", true)]
    [InlineData("target", "target/debug/app", true)]
    [InlineData("target", "crates/target", false)]
    [InlineData("target", "targets", false)]
    [InlineData("target/", "target/debug", true)]
    [InlineData("/target", "target/debug", true)]
    [InlineData("./target", "target", true)]
    [InlineData("a//b/../c", "a/c", true)]
    [InlineData("  target  ", "target", true)]
    [InlineData("../target", "target", false)]
    [InlineData("/../target", "target", true)]
    [InlineData(".", "a", false)]
    [InlineData("/", "a", false)]
    [InlineData("*", "a", true)]
    [InlineData("*", "a/b", true)]
    [InlineData("*", ".hidden", true)]
    [InlineData("*/b", "a/b", true)]
    [InlineData("*/b", "b", false)]
    [InlineData("*/b", "a/a/b", false)]
    [InlineData("*.rs", "main.rs", true)]
    [InlineData("*.rs", "src/main.rs", false)]
    [InlineData("a*c", "abbc", true)]
    [InlineData("a*c", "ab/c", false)]
    [InlineData("**", "a/b/c", true)]
    [InlineData("**/bin", "bin", true)]
    [InlineData("**/bin", "src/bin/tool.rs", true)]
    [InlineData("**/bin", "src/cabin", false)]
    [InlineData("**bin", "src/cabin", true)]
    [InlineData("**/*.rs", "main.rs", true)]
    [InlineData("**/*.rs", "a/b/main.rs", true)]
    [InlineData("**/*.rs", "a/b/main.rss", false)]
    [InlineData("a/**", "a/b", true)]
    [InlineData("a/**", "a", false)]
    [InlineData("a**", "abc/d", true)]
    [InlineData("a/**/z", "a/z", true)]
    [InlineData("a/**/z", "a/b/c/z", true)]
    [InlineData("a/**/z", "a/bz", false)]
    [InlineData("a**z", "az", true)]
    [InlineData("a**z", "ab/z", true)]
    [InlineData("a**z", "abz", false)]
    [InlineData("**/a/**", "x/a/y", true)]
    [InlineData("**/a/**", "x/a", false)]
    [InlineData("***", "a/b", true)]
    [InlineData("?", "a", true)]
    [InlineData("?", "ab", false)]
    [InlineData("a?b", "a/b", false)]
    [InlineData("?.rs", "ü.rs", true)]
    [InlineData("?.rs", "\U0001F980.rs", true)]
    [InlineData("[abc].rs", "b.rs", true)]
    [InlineData("[abc].rs", "d.rs", false)]
    [InlineData("[a-cx-z].rs", "y.rs", true)]
    [InlineData("[^a-c].rs", "b.rs", false)]
    [InlineData("[^a-c].rs", "d.rs", true)]
    [InlineData("[!a].rs", "!.rs", true)]
    [InlineData("[!a].rs", "b.rs", false)]
    [InlineData(@"[\]].rs", "].rs", true)]
    [InlineData("a]", "a]", true)]
    [InlineData(@"\*", "*", true)]
    [InlineData(@"\*", "a", false)]
    [InlineData(@"\d", "d", true)]
    [InlineData(@"\!a", "!a", true)]
    [InlineData("a.b", "axb", false)]
    [InlineData("a+(b)|{c}$", "a+(b)|{c}$", true)]
    [InlineData("Target", "target", false)]
    [InlineData("привет/*", "привет/мир", true)]
    public void One_pattern_ignores_a_path_as_docker_does(string pattern, string path, bool ignored) =>
        Assert.Equal(ignored, IgnorePatterns.ParseDockerignore(pattern).IsIgnored(path));

    [Theory]
    [InlineData("*|!src", "src/main.rs", false)]
    [InlineData("*|!src", "target/x", true)]
    [InlineData("*|!src/main.rs", "src/main.rs", false)]
    [InlineData("*|!src/main.rs", "src/lib.rs", true)]
    [InlineData("*|!src|src/secret", "src/secret/key", true)]
    [InlineData("!src|src", "src/main.rs", true)]
    [InlineData("src|! src/keep", "src/keep/a", false)]
    [InlineData("docs|!docs/README.md|docs/*.md", "docs/README.md", true)]
    [InlineData("a|!a/b|a", "a/b", true)]
    [InlineData("**|!**/*.rs", "a/b.rs", false)]
    [InlineData("**|!**/*.rs", "a/b.c", true)]
    [InlineData("**|!/src/", "src/a", false)]
    public void The_last_pattern_that_matches_the_path_or_a_parent_decides(string lines, string path, bool ignored)
    {
        var patterns = IgnorePatterns.ParseDockerignore(lines.Replace('|', '\n'));

        Assert.Equal(ignored, patterns.IsIgnored(path));
        Assert.Equal(ignored, Walk(patterns, path) is { IsException: false });
    }

    [Fact]
    public void Comments_blank_lines_carriage_returns_and_a_byte_order_mark_are_no_patterns()
    {
        var patterns = IgnorePatterns.ParseDockerignore("\uFEFF# first\r\n\r\n  \r\ntarget\r\n #odd\r\n");

        Assert.Equal(["target", "#odd"], patterns.Patterns.Select(pattern => pattern.Text));
        Assert.Equal([4, 5], patterns.Patterns.Select(pattern => pattern.Line));
    }

    [Fact]
    public void What_buildkit_sends_may_begin_with_a_hash() =>
        Assert.True(IgnorePatterns.Parse(["#odd"]).IsIgnored("#odd"));

    [Fact]
    public void The_pattern_that_decides_is_named_with_its_file_and_line()
    {
        var patterns = IgnorePatterns.ParseDockerignore("target\n# Visual Studio\n**/bin\n", "/w/.dockerignore");

        var pattern = patterns.PatternFor("src/bin/tool.rs");

        Assert.NotNull(pattern);
        Assert.Equal(("**/bin", "/w/.dockerignore", 3, false), (pattern.Text, pattern.Source, pattern.Line, pattern.IsException));
        Assert.Null(patterns.PatternFor("src/main.rs"));
    }

    [Fact]
    public void Patterns_that_follow_others_overrule_them_and_keep_their_source()
    {
        var patterns = IgnorePatterns.Parse(["*.md"], "ours").FollowedBy(IgnorePatterns.Parse(["!README.md"], "theirs"));

        Assert.False(patterns.IsIgnored("README.md"));
        Assert.Equal("theirs", patterns.PatternFor("README.md")!.Source);
        Assert.Equal("ours", patterns.PatternFor("NEWS.md")!.Source);
    }

    [Theory]
    [InlineData("plain/path.rs")]
    [InlineData("*?[a]\\")]
    [InlineData("!a#")]
    [InlineData("#a")]
    [InlineData(" a b ")]
    [InlineData(" ")]
    public void The_literal_pattern_of_a_path_matches_that_path_alone(string path)
    {
        var patterns = IgnorePatterns.ParseDockerignore(IgnorePattern.Literal(path));

        Assert.True(patterns.IsIgnored(path));
        Assert.False(patterns.IsIgnored(path.Trim() + "x"));
    }

    [Fact]
    public void Patterns_moved_under_a_directory_apply_there_alone()
    {
        var patterns = IgnorePatterns.ParseDockerignore("**/bin\n!/src/bin\n.\n../x\n*.md").Under("a[1]");

        Assert.Equal([@"a\[1]/**/bin", @"!a\[1]/src/bin", @"a\[1]/*.md"], patterns.Patterns.Select(pattern => pattern.Text));
        Assert.True(patterns.IsIgnored("a[1]/x/bin/y"));
        Assert.False(patterns.IsIgnored("a[1]/src/bin/y"));
        Assert.False(patterns.IsIgnored("bin/y"));
    }

    [Theory]
    [InlineData("*|!src/main.rs", "src", true)]
    [InlineData("*|!src/main.rs", "docs", false)]
    [InlineData("*|!src/main.rs", "src/main.rs", false)]
    [InlineData("*|!**/*.rs", "anything/at/all", true)]
    [InlineData("*|!a/*/c", "a/b", true)]
    [InlineData("*|!a/*/c", "a/b/c", false)]
    [InlineData("*|!a/**", "a", true)]
    [InlineData("*|!ab**", "a", false)]
    [InlineData("*|!ab/c**", "ab", true)]
    [InlineData("*|!a/x**", "a", true)]
    [InlineData("*|!**/keep", "x", true)]
    [InlineData("!src/main.rs|*", "src", false)]
    [InlineData("*", "src", false)]
    public void An_ignored_directory_is_walked_where_a_later_exception_could_match_in_it(string lines, string directory, bool walked) =>
        Assert.Equal(walked, IgnorePatterns.ParseDockerignore(lines.Replace('|', '\n')).MightHoldException(directory));

    [Theory]
    [InlineData("!")]
    [InlineData("! ")]
    [InlineData("a[")]
    [InlineData("a[]")]
    [InlineData("a[]a]")]
    [InlineData("a[b-]")]
    [InlineData("a[-b]")]
    [InlineData("a[z-a]")]
    [InlineData(@"a[\")]
    [InlineData(@"a\")]
    public void A_bad_pattern_is_an_error_that_names_it_and_its_line(string pattern)
    {
        var error = Assert.Throws<CodedException>(() => IgnorePatterns.ParseDockerignore("target\n" + pattern, "/w/.dockerignore"));

        Assert.Equal(IgnorePatterns.BadPatternCode, error.Diagnostic.Code);
        Assert.Equal(("/w/.dockerignore", 2), (error.Diagnostic.File, error.Diagnostic.Line));
        Assert.Contains($"'{pattern.Trim()}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_made_to_backtrack_takes_no_more_than_pattern_times_path()
    {
        var patterns = IgnorePatterns.Parse([string.Concat(Enumerable.Repeat("**/*a", 200)) + "b"]);

        Assert.False(patterns.IsIgnored(string.Join('/', Enumerable.Repeat("aaaaaaaaaaaaaaa", 60))));
    }

    [Fact]
    public void Any_glob_agrees_with_the_regular_expression_that_docker_makes_of_it()
    {
        var random = new Random(20250101);
        for (var round = 0; round < 20_000; round++)
        {
            var pattern = Text(random, "ab/*?", 7).Trim('/');
            var path = Text(random, "ab/", 8).Trim('/');
            if (pattern.Length == 0 || path.Length == 0 || (pattern + path).Contains("//", StringComparison.Ordinal))
                continue;

            var expected = Prefixes(path).Any(prefix => Regex.IsMatch(prefix, AsRegex(pattern), RegexOptions.CultureInvariant));
            Assert.True(expected == IgnorePatterns.Parse([pattern]).IsIgnored(path), $"'{pattern}' on '{path}': {expected} expected");
        }
    }

    private static string Text(Random random, string alphabet, int most) =>
        new([.. Enumerable.Range(0, random.Next(1, most)).Select(_ => alphabet[random.Next(alphabet.Length)])]);

    private static IEnumerable<string> Prefixes(string path) =>
        Enumerable.Range(1, path.Length).Where(end => end == path.Length || path[end] == '/').Select(end => path[..end]);

    private static string AsRegex(string pattern)
    {
        var regex = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '*' && i + 1 < pattern.Length && pattern[i + 1] == '*')
            {
                var first = i == 0;
                i += i + 2 < pattern.Length && pattern[i + 2] == '/' ? 2 : 1;
                var plainTail = !pattern.AsSpan(i + 1).ContainsAny('*', '?');
                var deep = first && plainTail && pattern[i] == '*' ? ".*" : "(.*/)?";
                regex.Append(i == pattern.Length - 1 ? ".*" : deep);
            }
            else
            {
                regex.Append(pattern[i] switch { '*' => "[^/]*", '?' => "[^/]", var other => Regex.Escape(other.ToString()) });
            }
        }

        return regex.Append("\\z").ToString();
    }

    private static IgnorePattern? Walk(IgnorePatterns patterns, string path)
    {
        var scope = patterns.EnterRoot();
        for (var end = path.IndexOf('/'); end >= 0; end = path.IndexOf('/', end + 1))
            scope = scope.Enter(path[..end]);
        return scope.PatternFor(path);
    }
}
