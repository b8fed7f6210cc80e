using System.Globalization;

namespace RustContainer.ImageBenchmark;

/// <summary>What to measure.</summary>
internal sealed record BenchOptions
{
    /// <summary>The workspaces, by name; empty for all.</summary>
    public IReadOnlyList<string> Workspaces { get; private init; } = [];

    /// <summary>The scenarios, by name; empty for all.</summary>
    public IReadOnlyList<string> Scenarios { get; private init; } = [];

    /// <summary>The contestants, by name; empty for all.</summary>
    public IReadOnlyList<string> Contestants { get; private init; } = [];

    /// <summary>How often each scenario is measured; <see langword="null"/> for as often as it says itself.</summary>
    public int? Pairs { get; private init; }

    /// <summary>Whether only measurements of this very version of the SDK count as made.</summary>
    public bool Again { get; private init; }

    /// <summary>Whether only the report is written.</summary>
    public bool ReportOnly { get; private init; }

    /// <summary>Whether only the timeline of a build is written.</summary>
    public bool TimelineOnly { get; private init; }

    /// <summary>The repository.</summary>
    public string Repository { get; } = Environment.CurrentDirectory;

    /// <summary>The version of the packed SDK.</summary>
    public string SdkVersion { get; } = Required("RUSTCONTAINER_SDK_VERSION");

    /// <summary>The docker command.</summary>
    public string Docker { get; } = Environment.GetEnvironmentVariable("RUSTCONTAINER_DOCKER") is { Length: > 0 } docker ? docker : "docker";

    /// <summary>The builder image that has cargo-chef.</summary>
    public string ChefImage { get; } =
        Environment.GetEnvironmentVariable("CHEF_IMAGE") is { Length: > 0 } image ? image : "lukemathwalker/cargo-chef:latest-rust-1-bookworm";

    /// <summary>Where the workspaces are written.</summary>
    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "rustcontainer-bench");

    /// <summary>Whether something of this name is wanted.</summary>
    public static bool Wants(IReadOnlyList<string> names, string name) => names.Count == 0 || names.Contains(name, StringComparer.Ordinal);

    /// <summary>Reads the command line.</summary>
    /// <exception cref="BenchException">It cannot be understood.</exception>
    public static BenchOptions Parse(string[] arguments)
    {
        var options = new BenchOptions();
        for (var index = 0; index < arguments.Length; index++)
        {
            options = arguments[index] switch
            {
                "--report" => options with { ReportOnly = true },
                "--again" => options with { Again = true },
                "--timeline" => options with { TimelineOnly = true },
                "--workspace" => options with { Workspaces = [.. options.Workspaces, Next(arguments, ref index)] },
                "--scenario" => options with { Scenarios = [.. options.Scenarios, Next(arguments, ref index)] },
                "--contestant" => options with { Contestants = [.. options.Contestants, Next(arguments, ref index)] },
                "--pairs" when int.TryParse(Next(arguments, ref index), CultureInfo.InvariantCulture, out var pairs) && pairs > 0 =>
                    options with { Pairs = pairs },
                var other => throw new BenchException($"build/bench does not know '{other}'. Its first lines say what it knows."),
            };
        }

        return options;
    }

    private static string Next(string[] arguments, ref int index) =>
        ++index < arguments.Length ? arguments[index] : throw new BenchException($"'{arguments[^1]}' needs a value.");

    private static string Required(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : throw new BenchException("Start it by build/bench.");
}
