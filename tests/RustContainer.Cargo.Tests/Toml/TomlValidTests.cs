using System.Text;
using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Tests.Toml;

public sealed class TomlValidTests
{
    [Theory]
    // Nothing, blanks, comments, line ends.
    [InlineData("", "{}")]
    [InlineData("\n\r\n \t\n", "{}")]
    [InlineData("# only a comment", "{}")]
    [InlineData("# täb\there\n", "{}")]
    [InlineData("\uFEFFa = 1", "{a: 1}")]
    [InlineData("a = 1\r\nb = 2\r\n", "{a: 1, b: 2}")]
    [InlineData("a = 1 # why", "{a: 1}")]
    [InlineData("a='#'#c", "{a: '#'}")]
    // Keys.
    [InlineData("bare_key-1 = 1", "{bare_key-1: 1}")]
    [InlineData("1234 = 1", "{1234: 1}")]
    [InlineData("- = 1", "{-: 1}")]
    [InlineData("true = 1\ninf = 2", "{true: 1, inf: 2}")]
    [InlineData("\"a b\" = 1", "{a b: 1}")]
    [InlineData("'a\\b' = 1", "{a\\b: 1}")]
    [InlineData("\"\" = 1", "{: 1}")]
    [InlineData("\"\\u00e9\" = 1", "{é: 1}")]
    [InlineData("a.b.c = 1\na.b.d = 2", "{a: {b: {c: 1, d: 2}}}")]
    [InlineData("a . \"b\" . 'c' = 1", "{a: {b: {c: 1}}}")]
    [InlineData("1.2 = 3", "{1: {2: 3}}")]
    [InlineData("a.b = 1\nc = 2\na.d = 3", "{a: {b: 1, d: 3}, c: 2}")]
    // Basic strings.
    [InlineData("a = \"\"", "{a: ''}")]
    [InlineData("a = \"x\"", "{a: 'x'}")]
    [InlineData("a = \"\\b\\t\\n\\f\\r\\\"\\\\\"", "{a: '<08><09><0a><0c><0d>\"\\'}")]
    [InlineData("a = \"\\e\\x41\\x00\"", "{a: '<1b>A<00>'}")]
    [InlineData("a = \"\\u00E9\\U0001F600\"", "{a: 'é😀'}")]
    [InlineData("a = \"tab\there\"", "{a: 'tab<09>here'}")]
    [InlineData("a = \"# no comment\"", "{a: '# no comment'}")]
    // Literal strings.
    [InlineData("a = ''", "{a: ''}")]
    [InlineData("a = 'C:\\x\\n\"'", "{a: 'C:\\x\\n\"'}")]
    // Multi-line strings.
    [InlineData("a = \"\"\"\"\"\"", "{a: ''}")]
    [InlineData("a = \"\"\"\nx\ny\"\"\"", "{a: 'x<0a>y'}")]
    [InlineData("a = \"\"\"\r\nx\r\ny\"\"\"", "{a: 'x<0a>y'}")]
    [InlineData("a = \"\"\"x\\\n\n  \t y\"\"\"", "{a: 'xy'}")]
    [InlineData("a = \"\"\"x \\  \r\n y\"\"\"", "{a: 'x y'}")]
    [InlineData("a = \"\"\"\\\n  \"\"\"", "{a: ''}")]
    [InlineData("a = \"\"\"x\"\"y\"\"\"", "{a: 'x\"\"y'}")]
    [InlineData("a = \"\"\"\"x\"\"\"\"", "{a: '\"x\"'}")]
    [InlineData("a = \"\"\"x\"\"\"\"\"", "{a: 'x\"\"'}")]
    [InlineData("a = \"\"\"\\\"\"\"\"", "{a: '\"'}")]
    [InlineData("a = ''''''", "{a: ''}")]
    [InlineData("a = '''\nx\\\n y'''", "{a: 'x\\<0a> y'}")]
    [InlineData("a = ''''x'''''", "{a: ''x'''}")]
    // Integers.
    [InlineData("a = 0\nb = +0\nc = -0", "{a: 0, b: 0, c: 0}")]
    [InlineData("a = +99\nb = -17", "{a: 99, b: -17}")]
    [InlineData("a = 1_000\nb = 1_2_3", "{a: 1000, b: 123}")]
    [InlineData("a = 9223372036854775807\nb = -9223372036854775808", "{a: 9223372036854775807, b: -9223372036854775808}")]
    [InlineData("a = 0xDEAD_beef\nb = 0o755\nc = 0b1101", "{a: 3735928559, b: 493, c: 13}")]
    [InlineData("a = 0x0000000000000000007f", "{a: 127}")]
    [InlineData("a = 0x7fffffffffffffff", "{a: 9223372036854775807}")]
    // Floats.
    [InlineData("a = 1.0\nb = -0.01\nc = +3.5", "{a: f1, b: f-0.01, c: f3.5}")]
    [InlineData("a = 5e22\nb = 1E+6\nc = -2e-2\nd = 0e0", "{a: f5E+22, b: f1000000, c: f-0.02, d: f0}")]
    [InlineData("a = 6.626e-34\nb = 224_617.445_991\nc = 1e0_6", "{a: f6.626E-34, b: f224617.445991, c: f1000000}")]
    [InlineData("a = inf\nb = +inf\nc = -inf", "{a: fInfinity, b: fInfinity, c: f-Infinity}")]
    [InlineData("a = nan\nb = +nan\nc = -nan", "{a: fNaN, b: fNaN, c: fNaN}")]
    [InlineData("a = 1e-9999", "{a: f0}")]
    [InlineData("a = true\nb = false", "{a: true, b: false}")]
    // Dates and times.
    [InlineData("a = 1979-05-27T07:32:00Z", "{a: OffsetDateTime(1979-05-27T07:32:00Z)}")]
    [InlineData("a = 1979-05-27t07:32:00z", "{a: OffsetDateTime(1979-05-27T07:32:00Z)}")]
    [InlineData("a = 1979-05-27 00:32:00.999-07:00", "{a: OffsetDateTime(1979-05-27T00:32:00.999-07:00)}")]
    [InlineData("a = 1979-05-27T07:32Z", "{a: OffsetDateTime(1979-05-27T07:32:00Z)}")]
    [InlineData("a = 1979-05-27T07:32+09:30", "{a: OffsetDateTime(1979-05-27T07:32:00+09:30)}")]
    [InlineData("a = 1979-05-27T07:32:00", "{a: LocalDateTime(1979-05-27T07:32:00)}")]
    [InlineData("a = 1979-05-27", "{a: LocalDate(1979-05-27)}")]
    [InlineData("a = 1979-05-27 # day", "{a: LocalDate(1979-05-27)}")]
    [InlineData("a = [1979-05-27, 07:32:00.5]", "{a: [LocalDate(1979-05-27), LocalTime(07:32:00.5)]}")]
    [InlineData("a = 07:32", "{a: LocalTime(07:32:00)}")]
    [InlineData("a = 2024-02-29\nb = 2000-02-29\nc = 0000-02-29",
        "{a: LocalDate(2024-02-29), b: LocalDate(2000-02-29), c: LocalDate(0000-02-29)}")]
    [InlineData("a = 23:59:60", "{a: LocalTime(23:59:60)}")]
    // Arrays.
    [InlineData("a = []", "{a: []}")]
    [InlineData("a = [1, 'x', [2.0], {}]", "{a: [1, 'x', [f2], {}]}")]
    [InlineData("a = [\n  1, # one\n\n  2,\n]", "{a: [1, 2]}")]
    [InlineData("a=[[],[[]]]", "{a: [[], [[]]]}")]
    // Inline tables, with what TOML 1.1 adds.
    [InlineData("a = {}", "{a: {}}")]
    [InlineData("a = { b = 1, c.d = 2, c.e = 3 }", "{a: {b: 1, c: {d: 2, e: 3}}}")]
    [InlineData("a = {\n  b = 1, # one\n  c = 2,\n}", "{a: {b: 1, c: 2}}")]
    [InlineData("a = { # open\n}", "{a: {}}")]
    // Tables.
    [InlineData("[a]\nb = 1\n[c]\nd = 2", "{a: {b: 1}, c: {d: 2}}")]
    [InlineData("[ a . 'b c' ] # x\nd = 1", "{a: {b c: {d: 1}}}")]
    [InlineData("[a.b.c]\n[a]\nx = 1", "{a: {b: {c: {}}, x: 1}}")]
    [InlineData("[a]\n[a.b]\n[a.c]", "{a: {b: {}, c: {}}}")]
    [InlineData("[a]\nb.c = 1\n[a.b.d]\ne = 2", "{a: {b: {c: 1, d: {e: 2}}}}")]
    [InlineData("a.b = 1\n[a.c]\nd = 2", "{a: {b: 1, c: {d: 2}}}")]
    [InlineData("[x.y.z.w]\n[x]\n[x.y]", "{x: {y: {z: {w: {}}}}}")]
    // Arrays of tables.
    [InlineData("[[a]]\nb = 1\n[[a]]\n[[a]]\nb = 3", "{a: [{b: 1}, {}, {b: 3}]}")]
    [InlineData("[[a]]\n[[a.b]]\nc = 1\n[[a.b]]\n[[a]]\n[[a.b]]\nc = 2", "{a: [{b: [{c: 1}, {}]}, {b: [{c: 2}]}]}")]
    [InlineData("[[a]]\n[a.b]\nc = 1\n[[a]]\n[a.b]\nc = 2", "{a: [{b: {c: 1}}, {b: {c: 2}}]}")]
    [InlineData("[[a.b]]\n[a]\nc = 1", "{a: {b: [{}], c: 1}}")]
    public void A_valid_document_has_its_values(string document, string expected)
    {
        Assert.Equal(expected, TomlText.Show(TomlDocument.Parse(document, "x.toml")));
        Assert.Equal(expected, TomlText.Show(TomlDocument.Parse(Encoding.UTF8.GetBytes(document), "x.toml")));
    }

    [Fact]
    public void Values_and_keys_know_where_they_stand()
    {
        var document = TomlDocument.Parse("# é😀\n[a.b]\n  'é😀' = \"x\"\r\nc = [ 1,\n  {d = 2} ]\n[[t]]\n", "x.toml");
        var b = Assert.IsType<TomlTable>(Assert.IsType<TomlTable>(document["a"])["b"]);
        Assert.Equal(new TomlPosition(2, 1), b.Position);
        Assert.True(b.TryGet("é😀", out var entry));
        Assert.Equal((new TomlPosition(3, 3), new TomlPosition(3, 10)), (entry.KeyPosition, entry.Value.Position));
        var array = Assert.IsType<TomlArray>(b["c"]);
        Assert.Equal((new TomlPosition(4, 5), new TomlPosition(4, 7)), (array.Position, array.Items[0].Position));
        var inline = Assert.IsType<TomlTable>(array.Items[1]);
        Assert.Equal((new TomlPosition(5, 3), new TomlPosition(5, 8)), (inline.Position, inline["d"]!.Position));
        Assert.Equal(new TomlPosition(6, 1), Assert.IsType<TomlArray>(document["t"]).Items[0].Position);
    }

    [Fact]
    public void Depth_up_to_the_bound_is_read()
    {
        var depth = TomlDocument.MaxDepth;
        Assert.Equal(TomlText.Show(TomlDocument.Parse($"a={new string('[', depth)}{new string(']', depth)}", "x.toml")),
            $"{{a: {new string('[', depth)}{new string(']', depth)}}}");
    }

    [Theory]
    [InlineData("a", "k{0} = {0}\n")]
    [InlineData("dotted keys", "x.k{0}.y = {0}\n")]
    [InlineData("headers", "[x.k{0}.y]\n")]
    [InlineData("array tables", "[[x.y]]\nz.k{0} = 1\n")]
    public void Twenty_thousand_entries_are_no_trouble(string what, string line)
    {
        var document = string.Concat(Enumerable.Range(0, 20_000).Select(i => line.Replace("{0}", $"{i}", StringComparison.Ordinal)));
        Assert.NotEmpty(TomlDocument.Parse(document, what).Entries);
    }

    [Fact]
    public void One_line_of_a_hundred_thousand_values_is_no_trouble()
    {
        var document = "a = [" + string.Concat(Enumerable.Repeat("1,", 100_000)) + "]";
        var array = Assert.IsType<TomlArray>(TomlDocument.Parse(document, "x.toml")["a"]);
        Assert.Equal(new TomlPosition(1, 200_004), array.Items[^1].Position);
    }
}
