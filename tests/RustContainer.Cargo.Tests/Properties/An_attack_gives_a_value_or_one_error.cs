using System.Text;
using RustContainer.Contract;

namespace RustContainer.Cargo.Tests.Properties;

public class An_attack_gives_a_value_or_one_error
{
    private const string Head = "[package]\nname = \"app\"\nversion = \"1.0.0\"\nedition = \"2021\"\n";
    private const string CratesIo = "source = \"registry+https://github.com/rust-lang/crates.io-index\"\n";

    // All that is derived is checked too, which takes its part.
    private const long MostBytes = 256 * 1024 * 1024;
    private const long MostBytesPerByte = 600;

    [Fact]
    public void With_arrays_nested_deep() =>
        Refused("RUSTPROJ3001", 5, Head + "metadata.x = " + new string('[', 100_000) + new string(']', 100_000));

    [Fact]
    public void With_inline_tables_nested_deep() => Refused("RUSTPROJ3001", 5, Head + "metadata.x = " + Repeat("{a=", 100_000));

    [Fact]
    public void With_a_key_of_100_000_parts() => Refused("RUSTPROJ3001", 5, Head + Repeat("a.", 100_000) + "a = 1");

    [Fact]
    public void With_100_000_dotted_keys() =>
        Accepted(Head + string.Concat(Enumerable.Range(0, 100_000).Select(number => $"metadata.a.b{number}.c.d = {number}\n")));

    [Fact]
    public void With_a_key_of_a_megabyte() => Accepted(Head + $"metadata.{new string('k', 1 << 20)} = 1\n");

    [Fact]
    public void With_a_key_of_a_megabyte_that_is_wrong() => Refused("RUSTPROJ3029", 6, Head + $"[dependencies]\n{new string('k', 1 << 20)} = {{}}\n");

    [Fact]
    public void With_a_value_of_a_megabyte_that_is_wrong() => Refused("RUSTPROJ3003", 5, Head + $"links = [\"{new string('v', 1 << 20)}\"]\n");

    [Fact]
    public void With_a_name_of_a_megabyte() => Refused("RUSTPROJ3005", 2, $"[package]\nname = \"{new string('n', 1 << 20)}/\"\n");

    [Fact]
    public void With_numbers_of_a_megabyte() => Refused("RUSTPROJ3001", 5, Head + $"metadata.x = {new string('9', 1 << 20)}\n");

    [Theory]
    [InlineData("RUSTPROJ3007", "99999999999999999999.0.0")]
    [InlineData("RUSTPROJ3007", "1.0.0, 2.0.0, 3.0.0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1")]
    [InlineData(null, "18446744073709551615.18446744073709551615.18446744073709551615")]
    public void With_huge_requirements(string? code, string requirement) =>
        Check(code, 6, Head + $"[dependencies]\na = \"{requirement}\"\n");

    [Fact]
    public void With_a_condition_nested_deep() =>
        Refused("RUSTPROJ3047", 5, Head + $"[target.'cfg({Repeat("not(", 10_000)}unix{new string(')', 10_000)})'.dependencies]\na = \"1\"\n");

    [Fact]
    public void With_features_that_form_a_ring() => Accepted(Head + "[features]\ndefault = [\"a\"]\na = [\"b\"]\nb = [\"c\", \"a\"]\nc = [\"a\"]\n");

    [Fact]
    public void With_features_along_more_paths_than_can_be_walked() => Accepted(Head + "[features]\ndefault = [\"a0\", \"b0\"]\n"
        + string.Concat(Enumerable.Range(0, 500).Select(number =>
            $"a{number} = [\"a{number + 1}\", \"b{number + 1}\"]\nb{number} = [\"a{number + 1}\", \"b{number + 1}\"]\n")) + "a500 = []\nb500 = []\n");

    [Fact]
    public void With_10_000_dependencies_that_10_000_features_turn_on()
    {
        var numbers = Enumerable.Range(0, 10_000).ToArray();
        var manifest = Head + "[dependencies]\n" + string.Concat(numbers.Select(number => $"d{number} = {{ version = \"1\", optional = true }}\n"))
            + "[features]\n" + string.Concat(numbers.Select(number => $"f{number} = [\"dep:d{number}\", \"d{number}/x\"]\n"));
        var packages = string.Concat(numbers.Select(number => $"[[package]]\nname = \"d{number}\"\nversion = \"1.0.0\"\n{CratesIo}"));
        var app = $"[[package]]\nname = \"app\"\nversion = \"1.0.0\"\ndependencies = [{string.Join(", ", numbers.Select(number => $"\"d{number}\""))}]\n";
        Accepted(manifest, ("Cargo.lock", "version = 4\n" + packages + app));
    }

    [Fact]
    public void With_10_000_binaries() =>
        Accepted(Head + string.Concat(Enumerable.Range(0, 10_000).Select(number => $"[[bin]]\nname = \"b{number}\"\npath = \"src/main.rs\"\n")));

    [Fact]
    public void With_a_lock_of_50_000_packages_in_a_ring() => Accepted(Head + "[dependencies]\nd0 = \"1\"\n", ("Cargo.lock", "version = 4\n"
        + "[[package]]\nname = \"app\"\nversion = \"1.0.0\"\ndependencies = [\"d0\"]\n"
        + string.Concat(Enumerable.Range(0, 50_000).Select(number =>
            $"[[package]]\nname = \"d{number}\"\nversion = \"1.0.0\"\n{CratesIo}dependencies = [\"d{(number + 1) % 50_000}\", \"d{number * 7 % 50_000}\"]\n"))));

    [Fact]
    public void With_a_lock_of_20_000_versions_of_one_package() => Accepted(Head + "[dependencies]\nd = \"1\"\n", ("Cargo.lock", "version = 4\n"
        + "[[package]]\nname = \"app\"\nversion = \"1.0.0\"\ndependencies = [\"d 1.0.0\"]\n"
        + string.Concat(Enumerable.Range(0, 20_000).Select(number =>
            $"[[package]]\nname = \"d\"\nversion = \"1.0.{number}\"\n{CratesIo}dependencies = [\"d 1.0.{(number + 1) % 20_000}\"]\n"))));

    [Fact]
    public void With_path_dependencies_that_form_a_ring()
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", Head + "[dependencies]\na = { path = \"a\" }\napp = { path = \".\" }\n"), ("src/lib.rs", ""),
            ("a/Cargo.toml", "[package]\nname = \"a\"\n[dependencies]\nb = { path = \"../b\" }\n"), ("a/src/lib.rs", ""),
            ("b/Cargo.toml", "[package]\nname = \"b\"\n[dependencies]\na = { path = \"../a\" }\napp = { path = \"..\" }\n"), ("b/src/lib.rs", ""));
        Assert.Null(Read(fixture));
    }

    [Fact]
    public void With_a_chain_of_150_path_dependencies_each_under_conditions_nobody_knows()
    {
        using var fixture = new CargoFixture(("Cargo.toml", Head + "[dependencies]\np0 = { path = \"p0\" }\n[workspace]\n"), ("src/lib.rs", ""));
        foreach (var number in Enumerable.Range(0, 150))
            fixture.Write($"p{number}/src/lib.rs", "").Write($"p{number}/Cargo.toml", $"[package]\nname = \"p{number}\"\n" + (number == 149
                ? "[dependencies]\nend = \"1\"\n"
                : $"[target.'cfg(a{number})'.dependencies]\np{number + 1} = {{ path = \"../p{number + 1}\" }}\n"
                + $"[target.'cfg(b{number})'.dependencies]\np{number + 1} = {{ path = \"../p{number + 1}\" }}\n"));
        Assert.Null(Read(fixture));
    }

    [Theory]
    [InlineData("*/*/*/*/*/*/*/*/*/*/*/*")]
    [InlineData("**/**/**/**/**/**/**/**/x")]
    [InlineData("**/a/**/a/**/a/**/a/**/a/x")]
    public void With_patterns_over_links_that_form_rings(string pattern)
    {
        using var fixture = new CargoFixture(("Cargo.toml", $"[workspace]\nmembers = [\"{pattern}\"]\n"), ($"{Repeat("a/", 30)}y", ""));
        foreach (var name in (string[])["a/one", "a/two", "three", "four", "five", "six"])
            Directory.CreateSymbolicLink(fixture.PathOf(name), fixture.Root);
        Assert.Contains(Read(fixture)!.Code, (string[])["RUSTPROJ3009", "RUSTPROJ3020"]);
    }

    [Theory]
    [InlineData("RUSTPROJ3005", "a\\nb = { version = \\\"1\\\" }")]
    [InlineData("RUSTPROJ3005", "\\u001b[2J\\u202e")]
    public void With_names_that_drive_a_terminal(string code, string name) => Refused(code, 6, Head + $"[dependencies]\n\"{name}\" = \"1\"\n");

    [Theory]
    [InlineData("RUSTPROJ3029", "[dependencies]\na = { git = \"https://example.invalid/\\nformat 1\" }\n")]
    [InlineData("RUSTPROJ3029", "[dependencies]\na = { version = \"1\", features = [\"b\\nformat 1\"] }\n")]
    public void With_lines_smuggled_into_the_key(string code, string manifest) => Refused(code, 6, Head + manifest);

    [Fact]
    public void With_lines_smuggled_into_the_key_by_a_lock() => Check("RUSTPROJ3010", 4, Head + "[dependencies]\na = \"1\"\n", ("Cargo.lock",
        "version = 4\n[[package]]\nname = \"a\"\nversion = \"1.0.0\\nformat 1\"\n"));

    [Fact]
    public void With_keys_of_the_skeleton_that_collide()
    {
        (string Name, string Version)[] packages = [("a", "1.0.0"), ("a", "2.0.0-1"), ("a", "2.0.0+1"), ("a-1-0-0", "1.0.0")];
        Accepted(Head + "[dependencies]\na-1-0-0 = \"1\"\na = \"1\"\nb = { package = \"a\", version = \"2\" }\nc = { package = \"a\", version = \"=2.0.0-1\" }\n",
            ("Cargo.lock", "version = 4\n"
                + string.Concat(packages.Select(package => $"[[package]]\nname = \"{package.Name}\"\nversion = \"{package.Version}\"\n{CratesIo}"))
                + "[[package]]\nname = \"app\"\nversion = \"1.0.0\"\ndependencies = ["
                + string.Join(", ", packages.Select(package => $"\"{package.Name} {package.Version}\"")) + "]\n"));
    }

    private static string Repeat(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();

    private static void Accepted(string manifest, params (string, string)[] files) => Check(null, 0, manifest, files);

    private static void Refused(string code, int line, string manifest) => Check(code, line, manifest);

    private static void Check(string? code, int line, string manifest, params (string, string)[] files)
    {
        using var fixture = new CargoFixture([("Cargo.toml", manifest), ("src/main.rs", ""), .. files]);
        var error = Read(fixture);
        Assert.Equal((code, line), (error?.Code, error is null ? line : error.Line));
    }

    private static Diagnostic? Read(CargoFixture fixture) => Deadline.Run(() =>
    {
        var size = new DirectoryInfo(fixture.Root).GetFiles().Sum(file => file.Length);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = WorkspaceReading.Check(fixture.PathOf("Cargo.toml"), once: true);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes + (MostBytesPerByte * size));
        return error;
    });
}
