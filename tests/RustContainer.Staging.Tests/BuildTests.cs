using RustContainer.Staging.Tests.Harness;

namespace RustContainer.Staging.Tests;

/// <summary>The staged Dockerfile, built by hand as its first lines say.</summary>
[Trait("Needs", "engine")]
public sealed class BuildTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("by hand").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [EngineTheory]
    [InlineData("debian", "Mount", "")]
    [InlineData("alpine", "Mount", "")]
    [InlineData("scratch", "Mount", "")]
    [InlineData("debian", "None", "")]
    [InlineData("debian", "Mount", Docker.OldRust)]
    public void A_program_compiles_and_its_image_runs_as_it_was_told(string family, string strategy, string builder)
    {
        const string Odd = """it's "$HOME" \ ${X:-y} ü""";
        const string Format =
            "{{.Config.User}} {{.Config.WorkingDir}} {{.Config.Labels.odd}} {{range $port, $_ := .Config.ExposedPorts}}{{$port}}{{end}}";
        var options = new StagingOptions
        {
            ContainerRuntime = family,
            RustCacheStrategy = strategy,
            RustBuilderImage = Docker.Image(builder),
            RustCacheId = $"test-{Guid.NewGuid():N}",
            RustFlags = "--cfg greeting=\"$x\"",
            ContainerEnvironmentVariables = [new("ODD", Odd)],
            ContainerLabels = [new("odd", Odd)],
            ContainerDefaultArgs = [Odd],
            ContainerPorts = [new("8080")],
        };
        var context = Path.Combine(_folder, "sources");
        Directory.CreateDirectory(Path.Combine(context, "a \"b\" $c", "src"));
        File.WriteAllText(Path.Combine(context, "a \"b\" $c", "Cargo.toml"),
            "[package]\nname = \"hello\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
        File.WriteAllText(Path.Combine(context, "a \"b\" $c", "Cargo.lock"),
            "version = 3\n\n[[package]]\nname = \"hello\"\nversion = \"0.1.0\"\n");
        File.WriteAllText(Path.Combine(context, "a \"b\" $c", "src", "main.rs"), """
            fn main() {
                let arguments: Vec<String> = std::env::args().skip(1).collect();
                println!("{}|{}|{}", cfg!(greeting = "$x"), std::env::var("ODD").unwrap(), arguments.join("|"));
            }
            """);
        var staged = Path.Combine(_folder, "staged");
        StagedFolder.Write(staged, Sample.Stage(options, Sample.Program with { Folder = "a \"b\" $c" }).Files);
        var image = $"rustcontainer-staging-test:{Guid.NewGuid():N}";

        Docker.Succeed(
            "buildx", "build", "-f", Path.Combine(staged, "Dockerfile"), "--build-context",
            $"rustcontainer={Path.Combine(staged, "scripts")}", "--target", "image", "--load", "-t", image, context);
        try
        {
            Assert.Equal($"true|{Odd}|{Odd}\n", Docker.Succeed("run", "--rm", "--network", "none", image));
            Assert.Equal(
                $"65532:65532 /app {Odd} 8080/tcp\n",
                Docker.Succeed("image", "inspect", "-f", Format, image));
        }
        finally
        {
            Docker.Run("image", "rm", image);
        }
    }

    [EngineTheory]
    [InlineData("")]
    [InlineData(Docker.OldRust)]
    public void A_missing_lock_is_resolved_and_the_artifacts_come_with_what_the_compiler_said(string builder)
    {
        var sources = Path.Combine(_folder, "sources");
        Directory.CreateDirectory(Path.Combine(sources, "src"));
        File.WriteAllText(Path.Combine(sources, "Cargo.toml"), "[package]\nname = \"hello\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
        File.WriteAllText(Path.Combine(sources, "src", "main.rs"), "fn main() { let unused = 1; }\n");
        var staged = Path.Combine(_folder, "staged");
        StagedFolder.Write(staged, Sample.Stage(new() { RustCacheId = $"test-{Guid.NewGuid():N}", RustBuilderImage = Docker.Image(builder) }).Files);

        Export("lock", sources);
        Assert.Contains("name = \"hello\"", File.ReadAllText(Path.Combine(sources, "Cargo.lock")), StringComparison.Ordinal);

        var artifacts = Path.Combine(_folder, "artifacts");
        Export("artifacts", artifacts);
        Assert.Equal(["bin", "diagnostics.jsonl"], Directory.EnumerateFileSystemEntries(artifacts).Select(Path.GetFileName).Order());
        Assert.Equal(["hello"], Directory.EnumerateFiles(Path.Combine(artifacts, "bin")).Select(Path.GetFileName));
        var line = Assert.Single(
            File.ReadAllLines(Path.Combine(artifacts, "diagnostics.jsonl")),
            line => line.Contains("unused_variables", StringComparison.Ordinal));
        Assert.Contains("\"file_name\":\"src/main.rs\"", line, StringComparison.Ordinal);

        void Export(string stage, string to) => Docker.Succeed(
            "buildx", "build", "-f", Path.Combine(staged, "Dockerfile"), "--build-context",
            $"rustcontainer={Path.Combine(staged, "scripts")}", "--target", stage, "-o", $"type=local,dest={to}", sources);
    }
}
