using System.Globalization;
using RustContainer.Cargo.Selection;
using RustContainer.Staging;

namespace RustContainer.Replay;

/// <summary>What to replay, and which selection to measure.</summary>
internal sealed record ReplayOptions
{
    public const string Usage = """
        usage: build/replay-history GIT-DIR [options]
          --at COMMIT       the newest commit; HEAD if not given
          --commits N       how many commits to walk back, by first parents; 300 if not given
          --package P       the package that the image ships
          --bin B           the binary that the image ships
          --manifest PATH   the workspace's Cargo.toml in the repository; Cargo.toml if not given
          --profile NAME    release if not given
          --target TRIPLE   x86_64-unknown-linux-gnu if not given
          --check           ask the machine's cargo what it would compile, and compare
          --all             name everything that moved the key, however much
          --row             print a row for a Markdown table instead
        """;

    /// <summary>The repository: a bare one, or a folder with a .git.</summary>
    public required string Repository { get; init; }

    public string At { get; init; } = "HEAD";

    public int Commits { get; init; } = 300;

    /// <summary>The workspace's manifest, relative to the repository's root.</summary>
    public string Manifest { get; init; } = "Cargo.toml";

    public RustTarget Target { get; init; } = RustTarget.All[0];

    public CargoSelection Selection { get; init; } = new() { Profile = "release" };

    public bool Check { get; init; }

    public bool NamesAll { get; init; }

    public bool PrintsRow { get; init; }

    /// <summary>The name for <c>cargo chef prepare --bin</c>; <see langword="null"/> where nothing was selected.</summary>
    public string? RecipeBin => Selection.Bin ?? (Selection.Packages is [var package] ? package : null);

    /// <summary>Reads a command line.</summary>
    /// <exception cref="ReplayException">An option is not known, or lacks its value.</exception>
    public static ReplayOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new ReplayOptions { Repository = "" };
        for (var index = 0; index < arguments.Count; index++)
        {
            var argument = arguments[index];
            options = argument switch
            {
                "--at" => options with { At = Value() },
                "--commits" => options with { Commits = Number(Value()) },
                "--package" => options with { Selection = options.Selection with { Packages = [Value()] } },
                "--bin" => options with { Selection = options.Selection with { Bin = Value() } },
                "--manifest" => options with { Manifest = Value() },
                "--profile" => options with { Selection = options.Selection with { Profile = Value() } },
                "--target" => options with { Target = FindTarget(Value()) },
                "--check" => options with { Check = true },
                "--all" => options with { NamesAll = true },
                "--row" => options with { PrintsRow = true },
                _ when argument.StartsWith('-') || options.Repository.Length > 0 =>
                    throw new ReplayException($"\"{argument}\" is not understood.\n{Usage}"),
                _ => options with { Repository = argument },
            };

            string Value() => ++index < arguments.Count ? arguments[index]
                : throw new ReplayException($"{argument} needs a value.\n{Usage}");
        }
        return options.Repository.Length > 0 ? options : throw new ReplayException(Usage);
    }

    private static RustTarget FindTarget(string triple) => RustTarget.All.FirstOrDefault(target => target.Triple == triple)
        ?? throw new ReplayException($"--target is \"{triple}\"; choose one of {string.Join(", ", RustTarget.All.Select(target => target.Triple))}.");

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
            : throw new ReplayException($"--commits is \"{text}\"; give a number above 0.");
}
