using RustContainer.Cargo.Locking;
using RustContainer.Cargo.Toml;
using RustContainer.Cargo.Toolchain;
using RustContainer.Contract;

namespace RustContainer.Cargo.Tests.Toolchain;

public sealed class RustToolchainTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("toolchain é ").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void A_directory_without_a_file_asks_for_nothing() => Assert.Null(RustToolchain.Read(_directory));

    [Theory]
    [InlineData("1.85.0")]
    [InlineData("  nightly-2026-01-01 \r\n")]
    [InlineData("\uFEFFstable-x86_64-unknown-linux-gnu\n")]
    public void A_plain_file_of_one_line_is_a_channel(string text)
    {
        Write("rust-toolchain", text);
        var toolchain = RustToolchain.Read(_directory)!;
        Assert.Equal(text.Trim('\uFEFF', ' ', '\r', '\n'), toolchain.Channel);
        Assert.Equal(Path.Combine(_directory, "rust-toolchain"), toolchain.File);
        Assert.DoesNotContain('\r', toolchain.Text);
    }

    [Theory]
    [InlineData("rust-toolchain")]
    [InlineData("rust-toolchain.toml")]
    public void Either_file_may_hold_TOML(string name)
    {
        Write(name, "[toolchain]\r\nchannel = \"1.85\"\r\ncomponents = [\"clippy\", \"rust-src\"]\r\n"
            + "targets = [\"x86_64-unknown-linux-musl\"]\r\nprofile = \"minimal\"\r\n");
        var toolchain = RustToolchain.Read(_directory)!;
        Assert.Equal(("1.85", null, "minimal"), (toolchain.Channel, toolchain.ToolchainPath, toolchain.Profile));
        Assert.Equal(["clippy", "rust-src"], toolchain.Components);
        Assert.Equal((new TomlPosition(2, 11), new TomlPosition(3, 14)), (toolchain.Positions["channel"], toolchain.Positions["components"]));
        Assert.Equal(["x86_64-unknown-linux-musl"], toolchain.Targets);
        Assert.StartsWith("[toolchain]\nchannel = \"1.85\"\n", toolchain.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_plain_name_wins()
    {
        Write("rust-toolchain", "1.80");
        Write("rust-toolchain.toml", "[toolchain]\nchannel = '1.81'");
        Assert.Equal("1.80", RustToolchain.Read(_directory)!.Channel);
    }

    [Fact]
    public void The_nearest_directory_above_counts_whichever_name_its_file_has()
    {
        var (deep, nearest) = (Path.Combine(_directory, "a", "b", "c"), Path.Combine("a", "b"));
        Directory.CreateDirectory(deep);
        Write("rust-toolchain", "1.80");
        Assert.Equal("1.80", RustToolchain.Find(deep)!.Channel);
        Write(Path.Combine(nearest, "rust-toolchain.toml"), "[toolchain]\nchannel = '1.81'");
        Assert.Equal(Path.Combine(_directory, nearest, "rust-toolchain.toml"), RustToolchain.Find(deep)!.File);
        Write(Path.Combine(nearest, "rust-toolchain"), "1.82");
        Assert.Equal("1.82", RustToolchain.Find(deep)!.Channel);
    }

    [Fact]
    public void A_path_stands_in_place_of_a_channel() =>
        Assert.Equal("/opt/rust", RustToolchain.Parse("[toolchain]\npath = '/opt/rust'", "rust-toolchain.toml").ToolchainPath);

    [Theory]
    [InlineData("rust-toolchain", "stable; rm -rf /", 1, 1, "cannot be a value of 'channel'")]
    [InlineData("rust-toolchain", "--help", 1, 1, "cannot be a value of 'channel'")]
    [InlineData("rust-toolchain.toml", "", 1, 1, "no table [toolchain]")]
    [InlineData("rust-toolchain.toml", "toolchain = 1", 1, 13, "no table [toolchain]")]
    [InlineData("rust-toolchain.toml", "[toolchain]", 1, 1, "says nothing")]
    [InlineData("rust-toolchain.toml", "[toolchain]\nchannel = 1.85", 2, 11, "'channel' is not a string")]
    [InlineData("rust-toolchain.toml", "[toolchain]\nchannel = 'a\"b'", 2, 11, "cannot be a value of 'channel'")]
    [InlineData("rust-toolchain.toml", "[toolchain]\nchannel = 'stable'\npath = '/x'", 3, 8, "exclude each other")]
    [InlineData("rust-toolchain.toml", "[toolchain]\ntargets = 'x'", 2, 11, "'targets' is not an array")]
    [InlineData("rust-toolchain.toml", "[toolchain]\ntargets = ['x', 1]", 2, 17, "other than strings")]
    [InlineData("rust-toolchain.toml", "[toolchain]\ncomponents = ['a\\nRUN x']", 2, 15, "cannot be a value of 'components'")]
    public void What_rustup_could_not_follow_is_refused(string name, string text, int line, int column, string message)
    {
        var error = Assert.Throws<CodedException>(() => RustToolchain.Parse(text, name)).Diagnostic;
        Assert.Equal((LockCodes.InvalidToolchainFile, name, line, column), (error.Code, error.File, error.Line, error.Column));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rust-toolchain.toml")]
    [InlineData("rust-toolchain")]
    public void Broken_TOML_is_a_syntax_error(string name) => Assert.Equal(
        TomlCodes.Syntax, Assert.Throws<CodedException>(() => RustToolchain.Parse("[toolchain]\nchannel", name)).Diagnostic.Code);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_directory, name), text);
}
