using System.Text.Json.Nodes;
using RustContainer.Cargo.Toml;
using RustContainer.Contract;

namespace RustContainer.Cargo.Tests.Configuration;

/// <summary>Holds what is read against <c>cargo config get</c>.</summary>
public class Configuration_is_joined_as_cargo_joins_it
{
    private const string Here = ".cargo/config.toml";
    private const string Above = "../.cargo/config.toml";
    private const string Top = "../../.cargo/config.toml";

    /// <summary>Trees as lines <c>=== path</c>, each with the text of a file below.</summary>
    public static TheoryData<string, string> Good { get; } = new()
    {
        { "one file", """
            === .cargo/config.toml
            [build]
            jobs = 2
            rustflags = ["-Ca", "-Cb"]
            [env]
            A = { value = "x", force = true }
            """ },
        { "the deepest scalar, tables by key, lists with the deepest last", """
            === .cargo/config.toml
            [build]
            jobs = 1
            rustflags = ["-Cdeep"]
            [alias]
            b = "build"
            === ../.cargo/config.toml
            [build]
            jobs = 2
            incremental = false
            rustflags = ["-Cmiddle1", "-Cmiddle2"]
            [alias]
            b = "check"
            t = ["test", "--all"]
            === ../../.cargo/config.toml
            [build]
            jobs = 3
            rustflags = ["-Ctop"]
            [term]
            quiet = true
            """ },
        { "the old name before the new one, in each directory", """
            === .cargo/config
            [build]
            jobs = 1
            === .cargo/config.toml
            [build]
            jobs = 2
            rustflags = ["-Cno"]
            === ../.cargo/config
            [build]
            rustflags = ["-Cyes"]
            """ },
        { "scalars may change their kind", """
            === .cargo/config.toml
            [build]
            jobs = "default"
            [profile.dev]
            debug = true
            opt-level = 1
            === ../.cargo/config.toml
            [build]
            jobs = 2
            [profile.dev]
            debug = "full"
            opt-level = "s"
            """ },
        { "other lists of programs are joined", """
            === .cargo/config.toml
            [registry]
            global-credential-providers = ["deep"]
            [target.'cfg(unix)']
            rustflags = ["-Cdeep"]
            === ../.cargo/config.toml
            [registry]
            global-credential-providers = ["up"]
            [target.'cfg(unix)']
            rustflags = ["-Cup"]
            """ },
        { "included files, later over earlier, the file itself over them", """
            === .cargo/config.toml
            include = ["one.toml", { path = "sub/two.toml" }, { path = "absent.toml", optional = true }, { path = "one more.toml", optional = true }]
            [build]
            jobs = 9
            rustflags = ["-Cself"]
            === .cargo/one.toml
            [build]
            jobs = 1
            rustflags = ["-C1"]
            incremental = true
            === .cargo/sub/two.toml
            include = ["../three.toml"]
            [build]
            jobs = 2
            rustflags = ["-C2"]
            incremental = false
            === .cargo/three.toml
            [build]
            rustflags = ["-C3"]
            [term]
            verbose = true
            === .cargo/one more.toml
            [build]
            rustflags = ["-Cmore"]
            """ },
        { "an include above, and of a file outside", """
            === ../.cargo/config.toml
            include = ["../shared/all.toml"]
            [build]
            rustflags = ["-Cup"]
            === .cargo/config.toml
            include = ["../../shared/all.toml"]
            [build]
            rustflags = ["-Cdeep"]
            === ../shared/all.toml
            [build]
            rustflags = ["-Cshared"]
            """ },
        { "include below a table is a key like any other", """
            === .cargo/config.toml
            [unknown]
            include = "x"
            """ },
        { "TOML 1.1", """
            === .cargo/config.toml
            [env]
            A = {
              value = "\x41\e[0m", # and a comment
              force = true,
            }
            """ },
        { "an empty list and an empty table", """
            === .cargo/config.toml
            paths = []
            [build]
            === ../.cargo/config.toml
            [build]
            target = []
            """ },
        { "a table written in two ways", """
            === .cargo/config.toml
            build.jobs = 1
            profile.dev.package."*".opt-level = 3
            === ../.cargo/config.toml
            [profile.dev.package]
            "*" = { opt-level = 1, debug = 0 }
            alpha.opt-level = 2
            """ },
    };

    /// <summary>What is wrong: the code, the file and the line of the one error, and a part of its message.</summary>
    public static TheoryData<string, string, string, int, string> Bad { get; } = new()
    {
        { "=== .cargo/config.toml\n[build]\nrustflags = \"-Ca\"\n=== ../.cargo/config.toml\n[build]\nrustflags = [\"-Cb\"]", CargoCodes.ConfigConflict, Here, 2, "`build.rustflags` is a string in" },
        { "=== .cargo/config.toml\n[build]\njobs = 1\n=== ../.cargo/config.toml\nbuild = \"x\"", CargoCodes.ConfigConflict, Here, 1, "../.cargo/config.toml" },
        { "=== .cargo/config.toml\ninclude = [\"a.toml\"]\n[build]\njobs = [1]\n=== .cargo/a.toml\n[build]\njobs = 1", CargoCodes.ConfigConflict, Here, 3, ".cargo/a.toml" },
        { "=== .cargo/config.toml\n[build]\njobs = 1.5", CargoCodes.InvalidConfig, Here, 2, "`build.jobs` is a float" },
        { "=== ../.cargo/config.toml\n[x]\ny = [{ z = 2026-01-01 }]", CargoCodes.InvalidConfig, Above, 2, "`x.y.z` is a date" },
        { "=== ../../.cargo/config.toml\n[build\njobs = 1", TomlCodes.Syntax, Top, 1, "" },
        { "=== .cargo/config.toml\ninclude = \"a.toml\"\n=== .cargo/a.toml\n", CargoCodes.InvalidInclude, Here, 1, "an array of paths" },
        { "=== .cargo/config.toml\ninclude = [1]", CargoCodes.InvalidInclude, Here, 1, "an integer" },
        { "=== .cargo/config.toml\ninclude = [{ optional = true }]", CargoCodes.InvalidInclude, Here, 1, "no `path`" },
        { "=== .cargo/config.toml\ninclude = [{ path = 1 }]", CargoCodes.InvalidInclude, Here, 1, "`path`" },
        { "=== .cargo/config.toml\ninclude = [{ path = \"a.toml\", optional = 1 }]", CargoCodes.InvalidInclude, Here, 1, "true or false" },
        { "=== .cargo/config.toml\ninclude = [\"a.json\"]\n=== .cargo/a.json\n", CargoCodes.InvalidInclude, Here, 1, "`.toml`" },
        { "=== .cargo/config.toml\ninclude = [\".toml\"]\n=== .cargo/.toml\n", CargoCodes.InvalidInclude, Here, 1, "`.toml`" },
        { "=== .cargo/config.toml\ninclude = [\"*.toml\"]\n=== .cargo/a.toml\n", CargoCodes.InvalidInclude, Here, 1, "pattern" },
        { "=== .cargo/config.toml\ninclude = [{ path = \"{a}.toml\", optional = true }]", CargoCodes.InvalidInclude, Here, 1, "pattern" },
        { "=== .cargo/config.toml\n\ninclude = [\n  \"a.toml\",\n]", CargoCodes.InvalidInclude, Here, 3, "is not there" },
        { "=== .cargo/config.toml\ninclude = [\"a.toml\"]\n=== .cargo/a.toml\ninclude = [\"config.toml\"]", CargoCodes.InvalidInclude, ".cargo/a.toml", 1, "read before" },
        { "=== .cargo/config.toml\ninclude = [\"a.toml\", \"a.toml\"]\n=== .cargo/a.toml\n", CargoCodes.InvalidInclude, Here, 1, "read before" },
        { "=== .cargo/config.toml\ninclude = [\"a.toml\"]\n=== .cargo/a.toml/x\n", TomlCodes.Unreadable, ".cargo/a.toml", 0, "cannot be read" },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void From_every_file_that_counts(string what, string files)
    {
        using var tree = new ConfigTree(Parse(files));
        var cargo = tree.Cargo();
        Assert.True(cargo.ExitCode == 0, $"{what}: {cargo.Error}");
        var ours = ConfigTree.ToJson(tree.Read()!.Values);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(cargo.Output), ours), $"{what}\ncargo: {cargo.Output}ours:  {ours.ToJsonString()}");
    }

    /// <summary>One key at a time: where files have several in common, cargo 1.95 may join such lists all the same, by chance.</summary>
    [Theory]
    [InlineData("target.'cfg(unix)'.runner")]
    [InlineData("registries.one.credential-provider")]
    [InlineData("registry.credential-provider")]
    [InlineData("credential-alias.c")]
    [InlineData("doc.browser")]
    public void Of_a_program_with_arguments_the_deepest_or_the_last_alone(string key)
    {
        using var tree = new ConfigTree((Here, $"{key} = ['deep', 'a']"), (Above, $"{key} = ['up', 'b']"));
        Assert.Contains("[\"deep\",\"a\"]", ConfigTree.ToJson(tree.Read()!.Values).ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("[\"deep\",\"a\"]", tree.Cargo().Output, StringComparison.Ordinal);
        using var included = new ConfigTree((Here, $"include = ['a.toml']\n{key} = ['self', 'a']"), (".cargo/a.toml", $"{key} = ['up', 'b']"));
        Assert.Contains("[\"self\",\"a\"]", ConfigTree.ToJson(included.Read()!.Values).ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("[\"self\",\"a\"]", included.Cargo().Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void And_what_cargo_refuses_is_one_error_with_its_place(string files, string code, string file, int line, string message)
    {
        using var tree = new ConfigTree(Parse(files));
        Assert.NotEqual(0, tree.Cargo().ExitCode);
        var error = Assert.Throws<CodedException>(() => tree.Read()).Diagnostic;
        Assert.Equal((code, tree.PathOf(file), line), (error.Code, error.File, error.Line));
        Assert.Contains(message.StartsWith("../", StringComparison.Ordinal) || message.StartsWith(".cargo", StringComparison.Ordinal)
            ? tree.PathOf(message) : message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_file_there_is_none()
    {
        using var tree = new ConfigTree();
        Assert.Null(tree.Read());
    }

    [Fact]
    public void A_folder_in_the_place_of_the_file_is_an_error_and_a_link_to_nothing_is_no_file()
    {
        using var tree = new ConfigTree((".cargo/config/x", ""), ("../.cargo/x", ""));
        Assert.NotEqual(0, tree.Cargo().ExitCode);
        Assert.Equal(TomlCodes.Unreadable, Assert.Throws<CodedException>(() => tree.Read()).Diagnostic.Code);
        Directory.Delete(tree.PathOf(".cargo/config"), recursive: true);
        if (OperatingSystem.IsWindows())
            return;
        File.CreateSymbolicLink(tree.PathOf(".cargo/config"), "nowhere");
        Assert.Equal("{}", tree.Cargo().Output.Trim());
        Assert.Null(tree.Read());
    }

    [Fact]
    public void Links_and_directories_that_go_round_end_at_one_error()
    {
        using var tree = new ConfigTree((Here, "include = [\"../.cargo/config.toml\"]"));
        Assert.Equal(CargoCodes.InvalidInclude, Assert.Throws<CodedException>(() => tree.Read()).Diagnostic.Code);
        using var chain = new ConfigTree(
            [(Here, "include = [\"0.toml\"]"), .. Enumerable.Range(0, 1000).Select(n => ($".cargo/{n}.toml", $"include = [\"{n + 1}.toml\"]"))]);
        Assert.Contains("the most that are read", Assert.Throws<CodedException>(() => chain.Read()).Message, StringComparison.Ordinal);
    }

    private static (string Path, string Text)[] Parse(string files) =>
    [
        .. files.ReplaceLineEndings("\n").Split("=== ", StringSplitOptions.RemoveEmptyEntries)
            .Select(file => file.Split('\n', 2)).Select(file => (file[0], file.ElementAtOrDefault(1) ?? "")),
    ];
}
