using System.Text;
using System.Text.RegularExpressions;
using RustContainer.Cargo.Keys;
using RustContainer.Cargo.Recipes;
using RustContainer.Cargo.Selection;
using RustContainer.Cargo.Workspaces;
using RustContainer.Staging.Tests.Harness;

namespace RustContainer.Staging.Tests.Strategies;

/// <summary>A workspace of a program <c>app</c> and libraries, built by hand as the Dockerfile's first lines say.</summary>
internal sealed partial class StrategyWorkspace : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("strategies").FullName;
    private readonly SortedDictionary<string, string[]> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _versions = new(StringComparer.Ordinal);

    public StrategyWorkspace(StagingOptions options)
    {
        // BuildKit knows equal sources from any folder, so that the second run of a test would compile nothing.
        Options = options with { RustCacheId = $"test-{Guid.NewGuid():N}", RustFlags = $"--cfg run_{Guid.NewGuid():N}" };
        Set("leaf", "leaf1", "beta");
        Set("app", "app1", "leaf", "alpha");
    }

    /// <summary>What the next build is told.</summary>
    public StagingOptions Options { get; set; }

    /// <summary>The version of the members, as the lock has it.</summary>
    public string MemberVersion { get; set; } = "1.0.0";

    /// <summary>Writes a crate of the workspace that says <paramref name="text"/> and what its dependencies say.</summary>
    public void Set(string name, string text, params string[] dependencies)
    {
        var isProgram = name == "app";
        _members[name] = dependencies;
        var list = string.Concat(dependencies.Select(dependency => _members.ContainsKey(dependency) ? $"{dependency} = {{ path = \"../{dependency}\" }}\n" : $"{dependency} = \"1\"\n"));
        Write($"{name}/Cargo.toml", $"[package]\nname = \"{name}\"\nversion = \"1.0.0\"\nedition = \"2021\"\n[dependencies]\n{list}");
        var calls = string.Concat(dependencies.Select(dependency => $" + &{dependency}::says()"));
        var says = $"String::from(\"{text} \"){calls}";
        Write($"{name}/src/{(isProgram ? "main" : "lib")}.rs", isProgram ? $"fn main() {{ println!(\"{{}}\", {says}) }}\n" : $"pub fn says() -> String {{ {says} }}\n");
        Write("Cargo.toml", $"[workspace]\nmembers = [{string.Join(", ", _members.Keys.Select(member => $"\"{member}\""))}]\nresolver = \"2\"\n");
    }

    /// <summary>What is changed in the Dockerfile before it is built.</summary>
    public Func<string, string> Dockerfile { get; set; } = text => text;

    /// <summary>Where a file lies.</summary>
    public string At(string path) => Path.Combine(_folder, "sources", path);

    /// <summary>Locks a crate to another version.</summary>
    public void Lock(string name, string version) => _versions[name] = version;

    public void Write(string path, string text)
    {
        var file = At(path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    /// <summary>Builds, and gives what the program says and which packages cargo compiled.</summary>
    public (string Says, IReadOnlyList<string> Compiled) Build(params string[] more)
    {
        var output = Export("artifacts", more);
        Assert.True(output.ExitCode == 0, output.Text);
        var program = Made("app");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(program) { RedirectStandardOutput = true })!;
        var says = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        Directory.Delete(Path.Combine(_folder, "out"), recursive: true);
        return (says, CompiledIn(output.Text));
    }

    /// <summary>Where the last build's file of that name lies.</summary>
    public string Made(string name) => Path.Combine(_folder, "out", "bin", name);

    /// <summary>The packages that cargo compiled, by what it says.</summary>
    public static IReadOnlyList<string> CompiledIn(string log) =>
    [
        .. Compiling().Matches(log).Select(match => match.Groups[1].Value)
            .Where(name => !name.StartsWith(Skeleton.PackageName, StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>What the log says of a build of a stage.</summary>
    public (int ExitCode, string Text) Export(string stage, params string[] more) =>
        Run(stage, ["-o", $"type=local,dest={Path.Combine(_folder, "out")}", .. more]);

    /// <summary>Runs a command in an image of a stage.</summary>
    public string InStage(string stage, string command)
    {
        var image = $"rustcontainer-test-strategy:{Guid.NewGuid():N}";
        var (exitCode, text) = Run(stage, ["--load", "-t", image]);
        Assert.True(exitCode == 0, text);
        try
        {
            return Docker.Succeed("run", "--rm", "--network", "none", image, "sh", "-c", command);
        }
        finally
        {
            Docker.Run("image", "rm", image);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private (int ExitCode, string Text) Run(string stage, string[] more) => Docker.Run(Command(stage, more));

    private string[] Command(string stage, string[] more)
    {
        var sources = Path.Combine(_folder, "sources");
        var staged = Path.Combine(_folder, "staged");
        Write("Cargo.lock", TinyCrates.LockOf(_members, _versions, MemberVersion));
        var strategy = CacheStrategies.Choose(Options);
        StagedFolder.Write(staged, Stage(sources).Files);
        string[] recipe = strategy.RecipeFolder() is { Length: > 0 } folder ? ["--build-context", $"{StageNames.RecipeContext}={Path.Combine(staged, folder)}"] : [];
        var dockerfile = Path.Combine(staged, "Dockerfile");
        File.WriteAllText(dockerfile, Dockerfile(File.ReadAllText(dockerfile)));
        return
        [
            "buildx", "build", "--progress", "plain", "-f", dockerfile, "--build-context",
            $"{StageNames.ScriptsContext}={Path.Combine(staged, "scripts")}", .. recipe, "--target", stage, .. more, sources,
        ];
    }

    private StagedBuild Stage(string sources)
    {
        var workspace = CargoWorkspace.Load(Path.Combine(sources, "Cargo.toml"));
        var selection = new CargoSelection { Profile = Options.CargoProfile }.Resolve(workspace);
        var target = TargetTriple.Parse(TargetChoice.ForProgram(Options).Triple);
        var files = Skeleton.Files(selection, new(target, "", "", "")).ToDictionary(file => $"skeleton/{file.Key}", file => file.Value);
        files["recipe.json"] = Recipe.ToJson(workspace, null);
        return Stager.Stage(
            Options,
            StagedWorkspace.From(selection, selection.Artifacts(target), "") with
            {
                Files = files.ToDictionary(file => file.Key, file => Encoding.UTF8.GetBytes(file.Value)),
                DependencyPaths = [.. (workspace.Config?.DependencyPaths ?? []).Select(path => Path.GetRelativePath(sources, path))],
            },
            Sample.Paths(sources));
    }

    [GeneratedRegex(@"Compiling (\S+) v")]
    private static partial Regex Compiling();
}
