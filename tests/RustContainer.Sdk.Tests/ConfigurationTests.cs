using RustContainer.Sdk.Tests.Harness;

namespace RustContainer.Sdk.Tests;

/// <summary>What is wrong before anything runs.</summary>
public sealed class ConfigurationTests
{
    private static readonly Dictionary<string, string?> NoEngine = new()
    {
        ["DOCKER_HOST"] = "unix:///nonexistent/docker.sock",
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Without_an_engine_one_error_says_what_was_tried_and_what_helps(bool withCargo)
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        var environment = new Dictionary<string, string?>(NoEngine);
        if (!withCargo)
            environment["PATH"] = Path.GetDirectoryName(Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
                .Select(part => Path.Combine(part, "dotnet")).First(File.Exists))!;

        var result = folder.DotNet(environment, "build");

        var error = Assert.Single(result.Failed().Errors);
        Assert.StartsWith("RUSTPROJ10", error.Code, StringComparison.Ordinal);
        Assert.Contains("/nonexistent/docker.sock", error.Text, StringComparison.Ordinal);
        Assert.Contains("DOCKER_HOST", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_manifest_is_an_error_with_file_line_and_column()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.Write("Cargo.toml", "[package]\nname = \"app\"\nversion = 0.1.0\n");

        var error = folder.DotNet("build").SingleError("RUSTPROJ3001");

        Assert.Equal(folder.At("Cargo.toml"), error.File);
        Assert.Equal(3, error.LineNumber);
        Assert.True(error.ColumnNumber > 0);
    }

    [Fact]
    public void A_missing_member_is_an_error_at_its_line()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.Write("Cargo.toml", "[workspace]\nmembers = [\n    \"gone\",\n]\n");

        var result = folder.DotNet("build").Failed();

        var error = Assert.Single(result.Errors);
        Assert.StartsWith("RUSTPROJ30", error.Code, StringComparison.Ordinal);
        Assert.Contains("gone", error.Text, StringComparison.Ordinal);
        Assert.Equal(3, error.LineNumber);
    }

    [Fact]
    public void A_project_without_a_manifest_says_where_it_was_looked_for()
    {
        using var folder = new TestFolder();
        folder.Write("app.rustproj", """<Project Sdk="RustContainer.Sdk" />""");

        var error = Assert.Single(folder.DotNet("build").Failed().Errors);

        Assert.StartsWith("RUSTPROJ30", error.Code, StringComparison.Ordinal);
        Assert.Contains("Cargo.toml", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dockerignore_that_hides_sources_is_an_error_that_names_the_pattern()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.Write("src/bin/tool.rs", "fn main() {}\n");
        folder.Write(".dockerignore", "# from an IDE\n**/bin\n**/obj\n");

        var error = Assert.Single(folder.DotNet("build").Failed().Errors);

        Assert.StartsWith("RUSTPROJ305", error.Code, StringComparison.Ordinal);
        Assert.Contains("**/bin", error.Text, StringComparison.Ordinal);
        Assert.Equal(folder.At(".dockerignore"), error.File);
        Assert.Equal(2, error.LineNumber);
    }

    [Theory]
    [InlineData("ContainerUser", "root\nRUN touch /injected")]
    [InlineData("RustBuilderImage", "rust:1\nRUN touch /injected")]
    [InlineData("ContainerBaseImage", "debian AS image\nRUN touch /injected")]
    [InlineData("CargoFeatures", "a\nRUN touch /injected")]
    [InlineData("RustFlags", "-C debuginfo=0\nRUN touch /injected")]
    [InlineData("ContainerWorkingDirectory", "/app\nRUN touch /injected")]
    [InlineData("RustToolchainVersion", "1.80\nRUN touch /injected")]
    public void A_value_with_a_newline_cannot_add_an_instruction(string property, string value)
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.Write("app.rustproj", $"""
            <Project Sdk="RustContainer.Sdk">
              <PropertyGroup>
                <{property}>{value.Replace("\n", "%0A", StringComparison.Ordinal)}</{property}>
              </PropertyGroup>
            </Project>
            """);

        var error = Assert.Single(folder.DotNet("build", "-t:StageRustContainer").Failed().Errors);

        Assert.StartsWith("RUSTPROJ2", error.Code, StringComparison.Ordinal);
        Assert.Contains(property, error.Text, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.At("obj/Debug/rustcontainer/Dockerfile")));
    }

    [Fact]
    public void Staging_needs_no_engine_and_holds_all_that_a_build_is_made_from()
    {
        using var folder = new TestFolder();
        folder.WriteHello();

        var result = folder.DotNet(NoEngine, "build", "-t:StageRustContainer").Succeeded();

        Assert.False(result.StartedWorker);
        foreach (var file in new[] { "Dockerfile", "Dockerfile.dockerignore", "recipe.json", "dependency-key.txt", "build.json", "skeleton/Cargo.toml" })
            Assert.True(File.Exists(folder.At($"obj/Debug/rustcontainer/{file}")), file);
    }
}
