using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Tests.Toml;

public sealed class TomlWriterTests
{
    [Fact]
    public void Values_come_before_the_tables_that_have_headers()
    {
        var table = TomlDocument.Parse("""
            [package]
            name = "app"
            metadata.x = { y = 1 }
            edition = '2024'
            [[bin]]
            name = "a"
            [[bin]]
            path = 'b"\.rs'
            [target.'cfg(unix)'.dependencies]
            libc = { version = "1", features = ["a", "b"] }
            [empty]
            """, "Cargo.toml");
        Assert.Equal("""
            [package]
            name = "app"
            edition = "2024"

            [package.metadata.x]
            y = 1

            [[bin]]
            name = "a"

            [[bin]]
            path = "b\"\\.rs"

            [target."cfg(unix)".dependencies.libc]
            version = "1"
            features = ["a", "b"]

            [empty]

            """.ReplaceLineEndings("\n"), TomlWriter.Write(table));
    }

    [Theory]
    [InlineData("a = [1, {}, [{}], [{b = 'x'}, 2]]", "a = [1, {}, [{}], [{ b = \"x\" }, 2]]\n")]
    [InlineData("a = [{}, {b = [{c = 1}]}]", "[[a]]\n\n[[a]]\n\n[[a.b]]\nc = 1\n")]
    [InlineData("a = []", "a = []\n")]
    [InlineData("a = 1.0\nb = 5e22\nc = -inf\nd = nan\ne = -0.0", "a = 1.0\nb = 5E+22\nc = -inf\nd = nan\ne = -0.0\n")]
    [InlineData("a = \"\\e\\x00\\b\\u007f\"", "a = \"\\u001B\\u0000\\b\\u007F\"\n")]
    [InlineData("'' = 1\n'é' = 2\n'a.b'.c = 3", "\"\" = 1\n\"é\" = 2\n\n[\"a.b\"]\nc = 3\n")]
    [InlineData("a = 07:32\nb = 1979-05-27 07:32z", "a = 07:32:00\nb = 1979-05-27T07:32:00Z\n")]
    public void Text_is_written_so_that_every_TOML_reader_takes_it(string document, string written)
    {
        var table = TomlDocument.Parse(document, "x.toml");
        Assert.Equal(written, TomlWriter.Write(table));
        Assert.True(TomlEquality.Same(table, TomlDocument.Parse(written, "x.toml")));
    }

    [Theory]
    [InlineData("a = 1", "a = 1.0")]
    [InlineData("a = 0.0", "a = -0.0")]
    [InlineData("a = [1, 2]", "a = [2, 1]")]
    [InlineData("a = 1", "a = 1\nb = 2")]
    [InlineData("a = 1", "b = 1")]
    [InlineData("a = 'x'", "a = 'X'")]
    [InlineData("a = {}", "a = []")]
    public void Different_values_are_not_the_same(string left, string right) =>
        Assert.False(TomlEquality.Same(TomlDocument.Parse(left, "x"), TomlDocument.Parse(right, "x")));

    [Fact]
    public void The_order_of_keys_and_the_form_of_tables_do_not_count() =>
        Assert.True(TomlEquality.Same(
            TomlDocument.Parse("[a]\nx = 1\ny = nan\n[b]", "x"),
            TomlDocument.Parse("b = {}\na.y = nan\na.x = 1", "x")));
}
