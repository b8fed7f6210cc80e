using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using RustContainer.Staging.Tests.Harness;

namespace RustContainer.Staging.Tests.Strategies;

/// <summary>Ways to look at what is built byte for byte, and to come between two builds.</summary>
internal sealed partial class StrategyWorkspace
{
    /// <summary>Whether the layer has times of the future, so that what is in it is compiled again upon it.</summary>
    public bool DistrustsLayer { get; set; }

    /// <summary>Builds, even what BuildKit has built before, and gives the hash of what is made and which packages cargo compiled.</summary>
    public (string Digest, IReadOnlyList<string> Compiled) Bits()
    {
        // A file that nobody reads, in no package. Not --no-cache: that begins with an empty mount.
        Write("run.txt", Guid.NewGuid().ToString("N"));
        return Digest();
    }

    /// <summary>The hash of what a build makes that has nothing from before.</summary>
    public string CleanBits()
    {
        var (options, dockerfile) = (Options, Dockerfile);
        try
        {
            (Options, Dockerfile) = (options with { RustCacheStrategy = "None", RustCacheId = $"test-{Guid.NewGuid():N}" }, text => text);
            Write("run.txt", "clean");
            return Digest().Digest;
        }
        finally
        {
            (Options, Dockerfile) = (options, dockerfile);
        }
    }

    /// <summary>Takes a crate from the workspace instead.</summary>
    public void Patch(string name, string source)
    {
        Write($"patched/{name}/Cargo.toml", $"[package]\nname = \"{name}\"\nversion = \"1.0.0\"\nedition = \"2021\"\n");
        Write($"patched/{name}/src/lib.rs", source);
        Write("Cargo.toml", File.ReadAllText(At("Cargo.toml")) + $"exclude = [\"patched\"]\n[patch.crates-io]\n{name} = {{ path = \"patched/{name}\" }}\n");
        _members[name] = [];
    }

    /// <summary>A text that is another one for other sources or options.</summary>
    public string State()
    {
        var sources = At(".");
        var files = Directory.EnumerateFiles(sources, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) is not ("run.txt" or "Cargo.lock")).Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(sources, file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}");
        return string.Join('\n', [Options.RustBuilderImage, Options.RuntimeIdentifier, Options.CargoProfile, Options.RustFlags, .. Options.CargoFeatures, .. _versions.Select(pair => $"{pair}"), .. files]);
    }

    /// <summary>Fails to build, and gives the log.</summary>
    public string Fails()
    {
        var (exitCode, text) = Export("artifacts");
        Assert.NotEqual(0, exitCode);
        return text;
    }

    /// <summary>Builds until the log says something, and is killed then.</summary>
    public void KilledAt(string said)
    {
        var (exitCode, text) = Docker.RunUntil(said, Command("artifacts", ["-o", $"type=local,dest={Path.Combine(_folder, "out")}"]));
        Assert.True(exitCode != 0 && text.Contains(said, StringComparison.Ordinal), text);
    }

    /// <summary>Runs a command where the mount with sources and build folder is at /w.</summary>
    public void InMount(string command)
    {
        var dockerfile = Dockerfile;
        try
        {
            Dockerfile = text => $"""
                {dockerfile(text)}
                FROM builder AS between
                RUN {WorkMount().Match(text[text.LastIndexOf("AS compile", StringComparison.Ordinal)..]).Value} echo {Guid.NewGuid():N} && test -d /w/src && {command}

                """;
            var (exitCode, text) = Run("between", ["-o", "type=cacheonly"]);
            Assert.True(exitCode == 0, text);
        }
        finally
        {
            Dockerfile = dockerfile;
        }
    }

    /// <summary>Prunes the mounts of this workspace, and no others.</summary>
    public void Prune()
    {
        var records = Docker.Succeed("buildx", "du", "--verbose").Split("\n\n")
            .Where(record => record.Contains(Options.RustCacheId, StringComparison.Ordinal))
            .Select(record => RecordId().Match(record).Groups[1].Value).ToList();
        Assert.NotEmpty(records);
        records.ForEach(record => Assert.Contains(record, Docker.Succeed("builder", "prune", "--force", "--filter", $"id={record}"), StringComparison.Ordinal));
    }

    private (string Digest, IReadOnlyList<string> Compiled) Digest()
    {
        var output = Export("artifacts");
        Assert.True(output.ExitCode == 0, output.Text);
        var files = Directory.EnumerateFiles(Made("")).Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetFileName(file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}").ToList();
        Directory.Delete(Path.Combine(_folder, "out"), recursive: true);
        var compiled = CompiledIn(output.Text);
        // What cargo says to people against the "fresh" of its messages; cargo-chef gives none. Nothing is compiled in the layer and again upon it.
        if (!DistrustsLayer && CacheStrategies.Choose(Options) != CacheStrategy.Chef)
            Assert.Equal(compiled.Count, Summaries().Matches(output.Text).Sum(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)));
        return (string.Join(' ', files), compiled);
    }

    [GeneratedRegex(@"^#[0-9]+ [0-9.]+ \{""reason"":""rustcontainer-summary"",""compiled"":([0-9]+)", RegexOptions.Multiline)]
    private static partial Regex Summaries();

    [GeneratedRegex(@"^ID:\s+(\S+)", RegexOptions.Multiline)]
    private static partial Regex RecordId();

    [GeneratedRegex(@"--mount=type=cache,id=[^ ,]+,target=/w,[^ ]+")]
    private static partial Regex WorkMount();
}
