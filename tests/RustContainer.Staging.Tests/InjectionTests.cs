using RustContainer.Contract;
using RustContainer.Staging.Tests.Harness;

namespace RustContainer.Staging.Tests;

/// <summary>No value can add an instruction, an argument or an expansion to the Dockerfile.</summary>
public sealed class InjectionTests
{
    public static TheoryData<string, string> Places()
    {
        var places = new TheoryData<string, string>();
        string[] values = ["a\nRUN evil", "a\r\nRUN evil", "a\u2028RUN evil", "a\0b", "a\u0085RUN evil", "\ud800"];
        foreach (var place in Setters.Keys)
        {
            foreach (var value in values)
                places.Add(place, value);
        }

        return places;
    }

    private static readonly Dictionary<string, Func<string, StagingOptions>> Setters = new()
    {
        ["CargoProfile"] = value => new() { CargoProfile = value },
        ["CargoFeatures"] = value => new() { CargoFeatures = [value] },
        ["ContainerRuntime"] = value => new() { ContainerRuntime = value },
        ["ContainerBaseImage"] = value => new() { ContainerBaseImage = value },
        ["ContainerUser"] = value => new() { ContainerUser = value },
        ["ContainerWorkingDirectory"] = value => new() { ContainerWorkingDirectory = "/" + value },
        ["ContainerRuntimeIdentifier"] = value => new() { ContainerRuntimeIdentifier = value },
        ["ContainerPort"] = value => new() { ContainerPorts = [new("80", value)] },
        ["ContainerEnvironmentVariable"] = value => new() { ContainerEnvironmentVariables = [new("NAME", value)] },
        ["ContainerEnvironmentVariable "] = value => new() { ContainerEnvironmentVariables = [new(value, "x")] },
        ["ContainerLabel"] = value => new() { ContainerLabels = [new("name", value)] },
        ["ContainerLabel "] = value => new() { ContainerLabels = [new(value, "x")] },
        ["ContainerDefaultArgs"] = value => new() { ContainerDefaultArgs = [value] },
        ["RuntimeIdentifier"] = value => new() { RuntimeIdentifier = value },
        ["RustBuilderImage"] = value => new() { RustBuilderImage = value },
        ["RustToolchainVersion"] = value => new() { RustToolchainVersion = value },
        ["RustFlags"] = value => new() { RustFlags = value },
        ["RustCacheStrategy"] = value => new() { RustCacheStrategy = value },
        ["RustCacheId"] = value => new() { RustCacheId = value },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void A_line_end_or_control_character_is_refused_and_the_property_named(string place, string value)
    {
        var error = Assert.Throws<CodedException>(() => Sample.Stage(Setters[place](value)));

        Assert.StartsWith("RUSTPROJ20", error.Diagnostic.Code, StringComparison.Ordinal);
        Assert.Contains(place.TrimEnd(), error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, char.IsControl);
    }

    [Fact]
    public void The_value_of_an_environment_variable_is_not_shown()
    {
        var key = "-----BEGIN KEY-----\nhunter2\n";

        var error = Assert.Throws<CodedException>(() => Sample.Stage(new() { ContainerEnvironmentVariables = [new("SIGNING_KEY", key)] }));

        Assert.Contains("SIGNING_KEY", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CargoProfile", "--config=x")]
    [InlineData("CargoProfile", "../x")]
    [InlineData("CargoFeatures", "a b")]
    [InlineData("CargoFeatures", "-Zunstable")]
    [InlineData("CargoFeatures", "")]
    [InlineData("ContainerBaseImage", "debian AS x")]
    [InlineData("ContainerBaseImage", "$BASE")]
    [InlineData("ContainerBaseImage", "--platform=linux/arm64")]
    [InlineData("ContainerBaseImage", "builder")]
    [InlineData("RustBuilderImage", "RustContainer")]
    [InlineData("RustBuilderImage", "rust:1 ")]
    [InlineData("ContainerUser", "root extra")]
    [InlineData("ContainerUser", "$USER")]
    [InlineData("ContainerWorkingDirectory", "a b")]
    [InlineData("ContainerWorkingDirectory", "$HOME")]
    [InlineData("ContainerEnvironmentVariable ", "A=B C")]
    [InlineData("ContainerEnvironmentVariable ", "")]
    [InlineData("ContainerLabel ", "a\" b=\"c")]
    [InlineData("RustCacheId", "x,target=/etc")]
    [InlineData("RustToolchainVersion", "1.90 -y")]
    [InlineData("RustToolchainVersion", "2.0")]
    [InlineData("ContainerPort", "icmp")]
    public void What_is_no_such_thing_is_refused(string place, string value)
    {
        var error = Assert.Throws<CodedException>(() => Sample.Stage(Setters[place](value)));

        Assert.StartsWith("RUSTPROJ20", error.Diagnostic.Code, StringComparison.Ordinal);
        Assert.Contains(place.TrimEnd(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_from_manifests_are_checked_too()
    {
        foreach (var workspace in new StagedWorkspace[]
        {
            Sample.Program with { Packages = ["a\nRUN evil"] },
            Sample.Program with { Packages = ["--config"] },
            Sample.Program with { Folder = "a\nRUN evil" },
            Sample.Program with { Targets = [new(StagedTargetKind.Program, "*")] },
            Sample.Program with { Targets = [new(StagedTargetKind.Program, "a b")] },
            Sample.Program with { Toolchain = Sample.Toolchain("1.90\nRUN evil") },
            Sample.Program with { Toolchain = Sample.Toolchain("", ["--x"]) },
            Sample.Program with { Toolchain = Sample.Toolchain("", [], ["a b"]) },
        })
        {
            Assert.Throws<CodedException>(() => Sample.Stage(new(), workspace));
        }
    }

    [Fact]
    public void Values_with_quotes_dollars_and_backslashes_are_escaped()
    {
        var lines = Sample.Instructions(
            new()
            {
                RustFlags = """--cfg a="$b\" """,
                ContainerEnvironmentVariables = [new("A", """x" B="y $HOME ${A:-b} \""")],
                ContainerLabels = [new("a", "\" evil=\"$x\\")],
                ContainerDefaultArgs = ["\"]\\", "$HOME", "<<EOF"],
            },
            Sample.Program with { Folder = """a" "b\ $c <<EOF""" });

        Assert.Contains("""ENV RUSTFLAGS="--cfg a=\"\$b\\\"" """.TrimEnd(), lines);
        Assert.Contains("""ENV A="x\" B=\"y \$HOME \${A:-b} \\" """.TrimEnd(), lines);
        Assert.Contains("""LABEL "a"="\" evil=\"\$x\\" """.TrimEnd(), lines);
        Assert.Contains("""CMD ["\"]\\", "$HOME", "<<EOF"]""", lines);
        Assert.Contains(lines, line => line.Contains("""compile.sh", "--in", "a\" \"b\\ $c <<EOF",""", StringComparison.Ordinal));
    }
}
