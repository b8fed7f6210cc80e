using System.Text;
using RustContainer.Cargo.Toml;
using RustContainer.Contract;

namespace RustContainer.Cargo.Tests.Toml;

public sealed class TomlInvalidTests
{
    [Theory]
    // Statements.
    [InlineData("a", 1, 2, "'=' after the key, found the end of the file")]
    [InlineData("a =", 1, 4, "a value, found the end of the file")]
    [InlineData("a = \nb = 1", 1, 5, "a value, found the end of the line")]
    [InlineData("= 1", 1, 1, "a key")]
    [InlineData("a = 1 b = 2", 1, 7, "the end of the line after a value, found 'b'")]
    [InlineData("[a] b = 1", 1, 5, "the end of the line after a header, found 'b'")]
    [InlineData("a\n= 1", 1, 2, "the end of the line")]
    [InlineData("a = 1\rb = 2", 1, 6, "U+000D")]
    [InlineData("é = 1", 1, 1, "found 'é'")]
    [InlineData("a b = 1", 1, 3, "'='")]
    [InlineData("a = 1 # \u0001", 1, 9, "U+0001")]
    [InlineData("# \u007F", 1, 3, "U+007F")]
    [InlineData("\0", 1, 1, "U+0000")]
    [InlineData("a\uFEFF = 1", 1, 2, "U+FEFF")]
    // Keys.
    [InlineData("a. = 1", 1, 4, "a key")]
    [InlineData(".a = 1", 1, 1, "a key")]
    [InlineData("a..b = 1", 1, 3, "a key")]
    [InlineData("\"a = 1", 1, 1, "not closed")]
    [InlineData("\"\"\"a\"\"\" = 1", 1, 1, "multi-line")]
    [InlineData("'''a''' = 1", 1, 1, "multi-line")]
    [InlineData("a!b = 1", 1, 2, "'!'")]
    // Strings.
    [InlineData("a = \"x", 1, 5, "not closed")]
    [InlineData("a = \"x\ny\"", 1, 5, "not closed")]
    [InlineData("a = 'x", 1, 5, "not closed")]
    [InlineData("a = 'x\n'", 1, 5, "not closed")]
    [InlineData("a = \"\"\"x", 1, 5, "not closed")]
    [InlineData("a = '''x''", 1, 5, "not closed")]
    [InlineData("a = \"x\\q\"", 1, 7, "cannot be followed by 'q'")]
    [InlineData("a = \"\\\"", 1, 5, "not closed")]
    [InlineData("a = \"\\u12\"", 1, 10, "4 hexadecimal digits")]
    [InlineData("a = \"\\x4\"", 1, 9, "2 hexadecimal digits")]
    [InlineData("a = \"\\U0011000\"", 1, 15, "8 hexadecimal digits")]
    [InlineData("a = \"\\ud800\"", 1, 6, "not a Unicode character")]
    [InlineData("a = \"\\U00110000\"", 1, 6, "not a Unicode character")]
    [InlineData("a = \"\\UFFFFFFFF\"", 1, 6, "not a Unicode character")]
    [InlineData("a = \"\u0001\"", 1, 6, "U+0001")]
    [InlineData("a = '\u007F'", 1, 6, "U+007F")]
    [InlineData("a = \"\"\"\u0000\"\"\"", 1, 8, "U+0000")]
    [InlineData("a = \"\"\"x\ry\"\"\"", 1, 9, "U+000D")]
    [InlineData("a = \"\"\"x\\ y\"\"\"", 1, 11, "the end of the line after a backslash")]
    [InlineData("a = \"\"\"\"\"\"\"\"\"", 1, 13, "the end of the line")]
    // Numbers and words.
    [InlineData("a = 01", 1, 5, "'01' is not a value")]
    [InlineData("a = -01", 1, 5, "'-01'")]
    [InlineData("a = 1_", 1, 5, "'1_'")]
    [InlineData("a = _1", 1, 5, "'_1'")]
    [InlineData("a = 1__0", 1, 5, "'1__0'")]
    [InlineData("a = +", 1, 5, "'+'")]
    [InlineData("a = +-1", 1, 5, "'+-1'")]
    [InlineData("a = 0x", 1, 5, "'0x'")]
    [InlineData("a = 0xG", 1, 5, "'0xG'")]
    [InlineData("a = 0X1", 1, 5, "'0X1'")]
    [InlineData("a = +0x1", 1, 5, "'+0x1'")]
    [InlineData("a = 0x_1", 1, 5, "'0x_1'")]
    [InlineData("a = 0x1_", 1, 5, "'0x1_'")]
    [InlineData("a = 0b2", 1, 5, "'0b2'")]
    [InlineData("a = 0o8", 1, 5, "'0o8'")]
    [InlineData("a = 9223372036854775808", 1, 5, "64-bit signed integer")]
    [InlineData("a = -9223372036854775809", 1, 5, "64-bit signed integer")]
    [InlineData("a = 0x8000000000000000", 1, 5, "64-bit signed integer")]
    [InlineData("a = 1.", 1, 5, "'1.'")]
    [InlineData("a = .5", 1, 5, "'.5'")]
    [InlineData("a = 1.e5", 1, 5, "'1.e5'")]
    [InlineData("a = 1e", 1, 5, "'1e'")]
    [InlineData("a = 1e5.0", 1, 5, "'1e5.0'")]
    [InlineData("a = 1_.0", 1, 5, "'1_.0'")]
    [InlineData("a = 00.5", 1, 5, "'00.5'")]
    [InlineData("a = 1e400", 1, 5, "64-bit float")]
    [InlineData("a = Inf", 1, 5, "'Inf'")]
    [InlineData("a = True", 1, 5, "expected a string in quotes")]
    [InlineData("a = yes", 1, 5, "'yes'")]
    [InlineData("a = $x", 1, 5, "a value, found '$'")]
    // Dates and times.
    [InlineData("a = 2023-02-29", 1, 5, "not a date or time")]
    [InlineData("a = 1900-02-29", 1, 5, "not a date or time")]
    [InlineData("a = 2023-13-01", 1, 5, "not a date or time")]
    [InlineData("a = 2023-00-01", 1, 5, "not a date or time")]
    [InlineData("a = 2023-1-1", 1, 5, "not a date or time")]
    [InlineData("a = 2023-01-01T", 1, 5, "not a date or time")]
    [InlineData("a = 2023-01-01T24:00:00", 1, 5, "not a date or time")]
    [InlineData("a = 2023-01-01T00:60", 1, 5, "not a date or time")]
    [InlineData("a = 00:00:61", 1, 5, "not a date or time")]
    [InlineData("a = 00:00:00.", 1, 5, "not a date or time")]
    [InlineData("a = 00:00:00Z", 1, 5, "not a date or time")]
    [InlineData("a = 2023-01-01T00:00:00+24:00", 1, 5, "not a date or time")]
    [InlineData("a = 2023-01-01T00:00:00+1:00", 1, 5, "not a date or time")]
    [InlineData("a = 2023-01-01Z", 1, 5, "not a date or time")]
    [InlineData("a = 2023-01-01  00:00:00", 1, 17, "the end of the line")]
    // Arrays and inline tables.
    [InlineData("a = [1", 1, 7, "',' or ']'")]
    [InlineData("a = [1 2]", 1, 8, "',' or ']'")]
    [InlineData("a = [,]", 1, 6, "a value")]
    [InlineData("a = [1,,2]", 1, 8, "a value")]
    [InlineData("a = {b = 1", 1, 11, "',' or '}'")]
    [InlineData("a = {b = 1 c = 2}", 1, 12, "',' or '}'")]
    [InlineData("a = {,}", 1, 6, "a key")]
    [InlineData("a = {b}", 1, 7, "'='")]
    [InlineData("a = {b = 1, b = 2}", 1, 13, "'b' is defined twice")]
    [InlineData("a = {b = 1, b.c = 2}", 1, 13, "'b' cannot be added to")]
    // Headers.
    [InlineData("[a", 1, 3, "']' at the end of the header")]
    [InlineData("[]", 1, 2, "a key")]
    [InlineData("[a.]", 1, 4, "a key")]
    [InlineData("[[a]", 1, 5, "']]' at the end of the header")]
    [InlineData("[[a] ]", 1, 5, "']]' at the end of the header")]
    [InlineData("[ [a]]", 1, 3, "a key")]
    [InlineData("[a]]", 1, 4, "the end of the line")]
    // What is defined twice.
    [InlineData("a = 1\na = 2", 2, 1, "The key 'a' is defined twice: it already stands at line 1")]
    [InlineData("a = 1\n'a' = 2", 2, 1, "twice")]
    [InlineData("a.b = 1\na.b = 2", 2, 3, "twice")]
    [InlineData("a = 1\na.b = 2", 2, 1, "'a' cannot be added to")]
    [InlineData("a.b = 1\na = 2", 2, 1, "twice")]
    [InlineData("[a]\n[a]", 2, 2, "The table 'a' is defined twice")]
    [InlineData("[a]\nb = 1\n[a.b]", 3, 4, "twice")]
    [InlineData("[a]\nb = 1\n[a.b.c]", 3, 4, "cannot be added to")]
    [InlineData("[a.b]\n[a]\nb = 1", 3, 1, "twice")]
    [InlineData("[a.b]\n[a]\nb.c = 1", 3, 1, "a table with a header of its own")]
    [InlineData("a.b = 1\n[a]", 2, 2, "twice")]
    [InlineData("[a]\nb.c = 1\n[a.b]", 3, 4, "twice")]
    [InlineData("a = {}\n[a]", 2, 2, "twice")]
    [InlineData("a = {}\n[a.b]", 2, 2, "cannot be added to")]
    [InlineData("a = {b = {}}\na.b.c = 1", 2, 1, "a finished value")]
    [InlineData("[[a]]\n[a]", 2, 2, "twice")]
    [InlineData("[a]\n[[a]]", 2, 3, "twice")]
    [InlineData("a = []\n[[a]]", 2, 3, "The array of tables 'a' is defined twice")]
    [InlineData("a = [{}]\n[a.b]", 2, 2, "cannot be added to")]
    [InlineData("[a.b]\n[[a]]", 2, 3, "twice")]
    [InlineData("[[a]]\n[a.b]\n[a.b]", 3, 4, "twice")]
    public void An_invalid_document_is_refused_with_its_place(string document, int line, int column, string message)
    {
        var error = Refused(() => TomlDocument.Parse(document, "some/Cargo.toml"));
        Assert.Equal((TomlCodes.Syntax, "some/Cargo.toml", line, column), (error.Code, error.File, error.Line, error.Column));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0x61, 0x0A, 0xFF }, 2, 1)]
    [InlineData(new byte[] { 0x23, 0xC3, 0xA9, 0xC3 }, 1, 3)]
    [InlineData(new byte[] { 0x23, 0xED, 0xA0, 0x80 }, 1, 2)]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x61, 0x00 }, 1, 1)]
    public void Bytes_that_are_not_UTF8_are_refused_with_their_place(byte[] bytes, int line, int column)
    {
        var error = Refused(() => TomlDocument.Parse(bytes, "x.toml"));
        Assert.Contains("is not UTF-8", error.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused() =>
        Assert.Equal(2, Refused(() => TomlDocument.Parse("a=1\n# \uD83D\n", "x.toml")).Line);

    [Theory]
    [InlineData("arrays", "a = {0}", "[", "]")]
    [InlineData("inline tables", "a = {0}1", "{a=", "}")]
    [InlineData("dotted keys", "a{0} = 1", ".a", "")]
    [InlineData("headers", "[a{0}]", ".a", "")]
    public void Depth_is_bounded(string what, string document, string open, string close)
    {
        var deep = document.Replace("{0}", string.Concat(Enumerable.Repeat(open, 100_000)), StringComparison.Ordinal)
            + string.Concat(Enumerable.Repeat(close, 100_000));
        Assert.Contains("nested more than 128 deep", Refused(() => TomlDocument.Parse(deep, what)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_of_headers_keys_and_values_adds_up()
    {
        static string Dots(int count) => string.Concat(Enumerable.Repeat("a.", count)) + "a";
        var text = $"[{Dots(50)}]\n{Dots(50)} = {new string('[', 50)}{new string(']', 50)}";
        Assert.Contains("deep", Refused(() => TomlDocument.Parse(text, "x.toml")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_a_coded_error()
    {
        var missing = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), "Cargo.toml");
        var error = Refused(() => TomlDocument.ReadFile(missing));
        Assert.Equal((TomlCodes.Unreadable, missing), (error.Code, error.File));
        Assert.Equal(TomlCodes.Unreadable, Refused(() => TomlDocument.ReadFile(Path.GetTempPath())).Code);
        Assert.Equal(TomlCodes.Unreadable, Refused(() => TomlDocument.ReadFile("a\0b")).Code);
    }

    [Fact]
    public void Whatever_a_mutation_makes_is_a_value_or_a_coded_error()
    {
        const string seed = """
            # comment é
            [package]
            name = "app"
            version.workspace = true
            authors = ['a <b@c>', "\u00e9\n"]
            [dependencies]
            serde = { version = "1", features = ["derive"], optional = false }
            x = 1979-05-27T07:32:00.5Z
            [[bin]]
            name = '''
            x'''
            n = -1_000.5e+3
            h = 0xFF
            [target.'cfg(windows)'.dependencies]
            """;
        const string alphabet = "[]{}=.,\"'\\#\n\r\t _-+:0189aeExbouUTZ\0\uFEFF\u007Fé\uD83D\uDE00";
        var random = new Random(20260823);
        for (var round = 0; round < 5_000; round++)
        {
            var text = new StringBuilder(seed);
            for (var edit = random.Next(1, 6); edit > 0; edit--)
                Mutate(text, random, alphabet);
            try
            {
                var table = TomlDocument.Parse(text.ToString(), "mutant.toml");
                Assert.True(TomlEquality.Same(table, TomlDocument.Parse(TomlWriter.Write(table), "written.toml")), text.ToString());
            }
            catch (CodedException error)
            {
                Assert.Equal(TomlCodes.Syntax, error.Diagnostic.Code);
                Assert.True(error.Diagnostic is { Line: > 0, Column: > 0 }, text.ToString());
            }
        }
    }

    private static void Mutate(StringBuilder text, Random random, string alphabet)
    {
        var at = random.Next(text.Length);
        switch (random.Next(4))
        {
            case 0: text.Insert(at, alphabet[random.Next(alphabet.Length)]); break;
            case 1: text[at] = alphabet[random.Next(alphabet.Length)]; break;
            case 2: text.Remove(at, Math.Min(random.Next(1, 8), text.Length - at - 1)); break;
            default: text.Insert(at, text.ToString(random.Next(text.Length / 2), random.Next(1, 30))); break;
        }
    }

    private static Diagnostic Refused(Func<object> parse) => Assert.Throws<CodedException>(parse).Diagnostic;
}
