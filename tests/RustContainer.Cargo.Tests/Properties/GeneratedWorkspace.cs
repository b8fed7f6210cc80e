using RustContainer.Cargo.Selection;
using RustContainer.Cargo.Workspaces;

namespace RustContainer.Cargo.Tests.Properties;

/// <summary>A workspace of a few internal crates over the crates of <see cref="TestRegistry"/>, from which its files are written.</summary>
public sealed record GeneratedWorkspace(IReadOnlyList<GeneratedCrate> Crates, string Resolver)
{
    /// <summary>Whether every member is selected; else the first alone.</summary>
    public bool SelectsAll { get; init; }

    /// <summary>Sections of the root manifest, by header.</summary>
    public IReadOnlyList<string> RootSections { get; init; } = ["[profile.release]\nlto = \"thin\"\n"];

    /// <summary>The text of .cargo/config.toml.</summary>
    public string Config { get; init; } = "[build]\nrustflags = [\"-Cforce-frame-pointers=yes\"]\n";

    /// <summary>Decides how the manifests are written: order, table styles, comments, line ends.</summary>
    public int Style { get; init; }

    /// <summary>What stands in the lock in place of what the registry has.</summary>
    public IReadOnlyDictionary<string, (string Version, string Source, string Checksum)> Locked { get; init; } =
        new Dictionary<string, (string, string, string)>();

    public CargoSelection Selection => new() { Profile = "release", Packages = SelectsAll ? [] : [Crates[0].Name] };

    /// <summary>The crates that are built for certain.</summary>
    public IReadOnlySet<int> Reached => Reach(dependency => dependency.IsCertain);

    /// <summary>The crates that may be built.</summary>
    public IReadOnlySet<int> Reachable => Reach(_ => true);

    public GeneratedWorkspace With(int index, GeneratedCrate crate) =>
        this with { Crates = [.. Crates.Select((old, at) => at == index ? crate : old)] };

    public static GeneratedWorkspace Make(int seed, int size)
    {
        var random = new Random(seed);
        var crates = Enumerable.Range(0, size).Select(number => MakeCrate(random, number, size)).ToArray();
        return new(crates, Pick(random, "1", "2", "2", "3")) { SelectsAll = random.Next(3) == 0, Style = random.Next() };
    }

    private static GeneratedCrate MakeCrate(Random random, int number, int size)
    {
        var dependencies = new List<GeneratedDependency>();
        for (var next = number + 1; next < size; next++)
        {
            if (random.Next(2) == 0 || (number == 0 && next == 1))
                dependencies.Add(Vary(random, new($"c{next}", next, "", "") { Features = random.Next(3) == 0 ? ["fwd"] : [] }));
        }
        foreach (var (name, requirement, features) in Externals)
        {
            if (random.Next(3) != 0)
                continue;
            var key = requirement == "2" || random.Next(5) == 0 ? $"{name}_{requirement[..1]}" : name;
            var asked = features.Where(_ => random.Next(3) == 0).ToArray();
            var dependency = Vary(random, new(key, -1, name, requirement) { Features = asked, DefaultFeatures = random.Next(3) != 0 });
            dependencies.Add(dependency with { Inherited = key == name && dependency.Kind == DependencyKind.Normal && random.Next(4) == 0 });
        }
        return new($"c{number}", Pick(random, $"c{number}", $"crates/c{number}"))
        {
            IsMacro = number > 0 && number == size - 1 && random.Next(2) == 0,
            HasBinary = number == 0,
            Dependencies = dependencies,
            Features = MakeFeatures(random, dependencies),
        };
    }

    /// <summary>The external crates, with the features that they have.</summary>
    public static IReadOnlyList<(string Name, string Requirement, string[] Features)> Externals { get; } =
    [
        ("alpha", "1", ["std", "extra", "more"]), ("alpha", "2", ["extra"]), ("beta", "1", ["alpha-extra"]), ("gamma", "0.3", []), ("sysdep", "1", []),
        ("quoter", "1", []), ("derive-it", "1", []),
    ];

    private static GeneratedDependency Vary(Random random, GeneratedDependency dependency)
    {
        var kind = Pick(random, DependencyKind.Normal, DependencyKind.Normal, DependencyKind.Normal, DependencyKind.Build, DependencyKind.Development);
        return dependency with
        {
            Kind = kind,
            Optional = kind != DependencyKind.Development && random.Next(4) == 0,
            Platform = Pick(random, null, null, null, "cfg(unix)", "cfg(windows)", "cfg(some_flag)", "x86_64-unknown-linux-gnu"),
        };
    }

    private static SortedDictionary<string, IReadOnlyList<string>> MakeFeatures(Random random, List<GeneratedDependency> dependencies)
    {
        var forwarded = new List<string>();
        var standard = new List<string>();
        var features = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var dependency in dependencies.Where(dependency => dependency.Kind != DependencyKind.Development))
        {
            if (dependency.Optional)
            {
                features[$"use-{dependency.Key}"] = [$"dep:{dependency.Key}"];
                if (random.Next(2) == 0)
                    Pick(random, standard, forwarded).Add($"use-{dependency.Key}");
            }
            var feature = dependency.IsExternal
                ? Externals.First(external => (external.Name, external.Requirement) == (dependency.External, dependency.Requirement)).Features.FirstOrDefault()
                : "fwd";
            if (feature is not null && random.Next(2) == 0)
                Pick(random, standard, forwarded).Add($"{dependency.Key}{(dependency.Optional && random.Next(2) == 0 ? "?" : "")}/{feature}");
        }
        features["default"] = standard;
        features["fwd"] = forwarded;
        return features;
    }

    private HashSet<int> Reach(Func<GeneratedDependency, bool> follows)
    {
        var reached = new HashSet<int>();
        var waiting = new Stack<int>(SelectsAll ? Enumerable.Range(0, Crates.Count) : [0]);
        while (waiting.TryPop(out var next))
        {
            if (!reached.Add(next))
                continue;
            foreach (var dependency in Crates[next].Dependencies.Where(dependency => !dependency.IsExternal && follows(dependency)))
                waiting.Push(dependency.Crate);
        }
        return reached;
    }

    private static T Pick<T>(Random random, params T[] among) => among[random.Next(among.Length)];
}
