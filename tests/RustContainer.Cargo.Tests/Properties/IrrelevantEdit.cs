using RustContainer.Cargo.Workspaces;

namespace RustContainer.Cargo.Tests.Properties;

/// <summary>What people do to a workspace without changing how any external dependency is compiled. An edit for which there is no
/// occasion changes nothing.</summary>
public static class IrrelevantEdit
{
    private static readonly string[] Fields =
    [
        "description = \"What it does\"", "authors = [\"A <a@example.invalid>\"]", "license = \"MIT\"", "readme = \"../README.md\"", "publish = false",
        "keywords = [\"k\"]", "categories = []", "homepage = \"https://example.invalid\"", "rust-version = \"1.70\"", "metadata.tool.x = 1", "autobenches = false",
        "documentation = \"https://example.invalid\"", "exclude = [\"x\"]", "include = [\"src\"]", "build = false",
    ];

    private static readonly string[] Sections =
    [
        "[lints.rust]\nunsafe_code = \"deny\"\n", "[badges.maintenance]\nstatus = \"none\"\n", "[package.metadata.docs.rs]\nall-features = true\n",
        "[lints.clippy]\nall = { level = \"warn\", priority = -1 }\n", "[[test]]\nname = \"t\"\npath = \"src/lib.rs\"\nharness = false\n",
        "[[bench]]\nname = \"b\"\npath = \"src/lib.rs\"\n", "[[example]]\nname = \"e\"\npath = \"src/lib.rs\"\ncrate-type = [\"lib\"]\n",
    ];

    private static readonly string[] RootSections =
    [
        "[workspace.metadata.x]\ny = 1\n", "[profile.dev]\nopt-level = 1\n", "[profile.other]\ninherits = \"release\"\nlto = false\n",
        "[workspace.lints.rust]\nunsafe_code = \"deny\"\n", "[workspace.package]\ndescription = \"all\"\n",
        "[profile.dev.package.alpha]\nopt-level = 3\n", "[workspace.dependencies.unused]\nversion = \"1\"\n",
        "[profile.release.package.c0]\nopt-level = 1\n", "[profile.release.package.absent]\nopt-level = 1\n",
    ];

    private static readonly string[] Configs =
        ["[alias]\nb = \"build\"\n", "[term]\nquiet = true\n", "[cargo-new]\nvcs = \"none\"\n", "[build]\njobs = 3\ntarget-dir = \"out\"\nrustflags = [\"-Cforce-frame-pointers=yes\"]\n"];

    private static readonly string[] Files = ["src/bin/more.rs", "tests/it.rs", "benches/fast.rs", "examples/show/main.rs", "README.md", "src/inner/mod.rs"];

    public static GeneratedWorkspace Apply(GeneratedWorkspace workspace, Mutation mutation)
    {
        var at = mutation.Place % workspace.Crates.Count;
        var crate = workspace.Crates[at];
        return (mutation.Kind % 16) switch
        {
            0 => workspace.With(at, crate with { Version = $"{mutation.Value % 5}.{mutation.Place % 7}.1" }),
            1 => AddCrate(workspace, at, mutation.Value),
            2 => RemoveLast(workspace),
            3 => workspace.With(at, crate with { Name = $"renamed-{mutation.Value % 1000}-{at}" }),
            4 => workspace.With(at, crate with { Directory = $"moved/d{mutation.Value % 1000}/{at}" }),
            5 => Split(workspace, at),
            6 => workspace.With(at, crate with { Fields = AddOne(crate.Fields, Mutation.Choose(Fields, mutation.Value)) }),
            7 => workspace.With(at, crate with { Sections = AddOne(crate.Sections, Mutation.Choose(Sections, mutation.Value)) }),
            8 => workspace with { RootSections = AddOne(workspace.RootSections, Mutation.Choose(RootSections, mutation.Value)) },
            9 => workspace with { Config = WithoutHeadersTwice(workspace.Config, Mutation.Choose(Configs, mutation.Value)) },
            10 when !crate.IsMacro => workspace.With(at, crate with { Files = AddOne(crate.Files, Mutation.Choose(Files, mutation.Value)) }),
            11 when !crate.IsMacro => workspace.With(at, crate with { HasBinary = true }),
            12 => AddDevelopment(workspace, at, mutation.Value),
            13 => RemoveDevelopment(workspace, at, mutation.Value),
            14 => workspace.With(at, crate with
            {
                Features = new SortedDictionary<string, IReadOnlyList<string>>(crate.Features.ToDictionary()) { [$"unused{mutation.Value % 9}"] = [.. crate.Features.Keys.Take(1)] },
            }),
            15 => AddToUnreachable(workspace, mutation),
            _ => workspace with { Style = mutation.Value },
        };
    }

    private static GeneratedWorkspace AddCrate(GeneratedWorkspace workspace, int user, int number)
    {
        var added = workspace.Crates.Count;
        var crate = workspace.Crates[user];
        return (workspace with { Crates = [.. workspace.Crates, new($"added-{added}", $"added/{added}") { Version = $"0.{number % 9}.0" }] }).With(user,
            crate with { Dependencies = [.. crate.Dependencies, new($"added-{added}", added, "", "") { Kind = (DependencyKind)(number % 3), Optional = false }] });
    }

    private static GeneratedWorkspace RemoveLast(GeneratedWorkspace workspace)
    {
        var last = workspace.Crates.Count - 1;
        if (last == 0 || workspace.Crates[last].Dependencies.Count > 0
            || workspace.Crates.Any(crate => crate.Dependencies.Any(dependency => dependency.Crate == last && crate.Mentions(dependency.Key))))
            return workspace;
        return workspace with
        {
            Crates = [.. workspace.Crates.SkipLast(1).Select(crate =>
                crate with { Dependencies = [.. crate.Dependencies.Where(dependency => dependency.Crate != last)] })],
        };
    }

    /// <summary>Moves what a crate always needs into a new one below it.</summary>
    private static GeneratedWorkspace Split(GeneratedWorkspace workspace, int at)
    {
        var crate = workspace.Crates[at];
        var moved = crate.Dependencies.Where(dependency => dependency.IsCertain && dependency.Kind == DependencyKind.Normal && !crate.Mentions(dependency.Key)).ToArray();
        if (crate.IsMacro || moved.Length == 0)
            return workspace;
        var added = workspace.Crates.Count;
        return (workspace with { Crates = [.. workspace.Crates, new($"split-{added}", $"split/{added}") { Dependencies = moved }] }).With(at,
            crate with { Dependencies = [.. crate.Dependencies.Except(moved), new($"split-{added}", added, "", "")] });
    }

    private static GeneratedWorkspace AddDevelopment(GeneratedWorkspace workspace, int at, int number)
    {
        var (name, requirement, features) = Mutation.Choose(GeneratedWorkspace.Externals, number);
        var crate = workspace.Crates[at];
        // Resolver 1 unifies the features of dev-dependencies.
        if (workspace.Resolver == "1" || crate.Dependencies.Any(dependency => dependency.Key == $"dev-{name}"))
            return workspace;
        return workspace.With(at, crate with
        {
            Dependencies = [.. crate.Dependencies, new($"dev-{name}", -1, name, requirement) { Kind = DependencyKind.Development, Features = features }],
        });
    }

    private static GeneratedWorkspace RemoveDevelopment(GeneratedWorkspace workspace, int at, int number)
    {
        var crate = workspace.Crates[at];
        var development = crate.Dependencies.Where(dependency => dependency.Kind == DependencyKind.Development).ToArray();
        return workspace.Resolver == "1" || development.Length == 0 ? workspace
            : workspace.With(at, crate with { Dependencies = [.. crate.Dependencies.Except([Mutation.Choose(development, number)])] });
    }

    private static GeneratedWorkspace AddToUnreachable(GeneratedWorkspace workspace, Mutation mutation)
    {
        var reachable = workspace.Reachable;
        var others = Enumerable.Range(0, workspace.Crates.Count).Where(number => !reachable.Contains(number)).ToArray();
        if (others.Length == 0)
            return workspace;
        var at = Mutation.Choose(others, mutation.Place);
        var (name, requirement, features) = Mutation.Choose(GeneratedWorkspace.Externals, mutation.Value);
        var crate = workspace.Crates[at];
        return crate.Dependencies.Any(dependency => dependency.Key == $"far-{name}") ? workspace : workspace.With(at,
            crate with { Dependencies = [.. crate.Dependencies, new($"far-{name}", -1, name, requirement) { Features = features }] });
    }

    private static IReadOnlyList<string> AddOne(IReadOnlyList<string> list, string item) => [.. list.Where(old => Head(old) != Head(item)), item];

    private static string WithoutHeadersTwice(string config, string added) =>
        added.StartsWith("[build]", StringComparison.Ordinal) ? added : config.Contains(Head(added), StringComparison.Ordinal) ? config : config + added;

    private static string Head(string item) => item.Split('\n')[0];
}
