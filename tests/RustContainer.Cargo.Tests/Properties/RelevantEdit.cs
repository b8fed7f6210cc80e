using RustContainer.Cargo.Keys;
using RustContainer.Cargo.Selection;

namespace RustContainer.Cargo.Tests.Properties;

/// <summary>An edit that changes how an external dependency is compiled, and what a moved line of the key must say of it.</summary>
/// <param name="Before">The workspace, made so that nothing else asks for what the edit changes.</param>
/// <param name="After">The edited one.</param>
/// <param name="InputsAfter">What the files do not say, after the edit.</param>
/// <param name="Expected">A part of one of the lines that come or go.</param>
public sealed record RelevantEdit(GeneratedWorkspace Before, GeneratedWorkspace After, DependencyKeyInputs InputsAfter, string Expected)
{
    // No crate has such a feature, so that nothing else asks for it.
    private const string Mark = "zz-mark";

    private static readonly (string Section, string Line)[] ProfileSections =
    [
        ("[profile.release]\nlto = \"fat\"\n", "profile.release.lto"), ("[profile.release]\nlto = \"thin\"\nopt-level = \"z\"\n", "profile.release.opt-level"),
        ("[profile.release]\nlto = \"thin\"\n[profile.release.package.\"*\"]\nopt-level = 2\n", "profile.release.package.*.opt-level"),
        ("[profile.release]\nlto = \"thin\"\n[profile.release.build-override]\nopt-level = 2\n", "profile.release.build-override.opt-level"),
        ("[profile.release]\nlto = \"thin\"\npanic = \"abort\"\n", "profile.release.panic"),
    ];

    /// <summary>One such edit; <see langword="null"/> where the workspace gives no occasion for it.</summary>
    public static RelevantEdit? Make(GeneratedWorkspace workspace, Mutation mutation)
    {
        var inputs = GeneratedCase.Inputs;
        switch (mutation.Kind % 15)
        {
            case 0: return new(workspace, workspace, inputs with { RustFlags = "-Copt-level=1" }, "rustflags \"-Copt-level=1\"");
            case 1: return new(workspace, workspace, inputs with { Toolchain = "1.85.0" }, "toolchain \"1.85.0\"");
            case 2: return new(workspace, workspace, inputs with { Triple = TargetTriple.Parse("x86_64-unknown-linux-musl") }, "target x86_64-unknown-linux-musl");
            case 3: return new(workspace, workspace, inputs with { BuilderImage = "rust:2" }, "builder \"rust:2\"");
            case 4:
                var (section, line) = Mutation.Choose(ProfileSections, mutation.Value);
                return new(workspace, workspace with { RootSections = [section] }, inputs, line);
            case 5:
                return new(workspace, workspace with { Config = workspace.Config + "[profile.release]\ndebug = 1\n" }, inputs, "config.profile.release.debug = 1");
            case 6:
                return new(workspace, workspace with { Config = "[build]\nrustflags = [\"-Cpanic=abort\"]\n" }, inputs, "config.build.rustflags");
            case 7: return NewDependency(workspace, mutation);
            case 14: return OtherKind(workspace, mutation);
            default: return OfDependency(workspace, mutation);
        }
    }

    private static RelevantEdit? NewDependency(GeneratedWorkspace workspace, Mutation mutation)
    {
        var reachable = workspace.Reachable;
        var there = GeneratedLock.Externals(reachable.SelectMany(number => workspace.Crates[number].Dependencies));
        var absent = GeneratedWorkspace.Externals.Where(external => !there.Contains((external.Name, external.Requirement))).ToArray();
        if (absent.Length == 0)
            return null;
        var (name, requirement, _) = Mutation.Choose(absent, mutation.Value);
        var at = Mutation.Choose([.. workspace.Reached], mutation.Place);
        var crate = workspace.Crates[at];
        return new(workspace, workspace.With(at, crate with { Dependencies = [.. crate.Dependencies, new($"new-{name}", -1, name, requirement)] }),
            GeneratedCase.Inputs, $"crate {name} ");
    }

    /// <summary>Edits of an external dependency that is certain to be there.</summary>
    private static RelevantEdit? OfDependency(GeneratedWorkspace workspace, Mutation mutation)
    {
        var places = workspace.Reached.Order().SelectMany(crate => workspace.Crates[crate].Dependencies.Select((dependency, index) => (crate, index, dependency)))
            .Where(place => place.dependency is { IsExternal: true, IsCertain: true }).ToArray();
        if (places.Length == 0)
            return null;
        var (at, index, dependency) = Mutation.Choose(places, mutation.Place);
        var crate = workspace.Crates[at];
        var marked = workspace.With(at, crate.With(index, dependency with { Features = [.. dependency.Features, Mark] }));
        var name = dependency.External;
        return (mutation.Kind % 15) switch
        {
            8 => new(workspace, marked, GeneratedCase.Inputs, Mark),
            9 => new(marked, workspace, GeneratedCase.Inputs, Mark),
            10 => new(workspace, Locked(workspace, dependency, VersionPlus(dependency), null), GeneratedCase.Inputs, $"crate {name} {VersionPlus(dependency)} "),
            11 => new(workspace, Locked(workspace, dependency, null, new string('a', 64)), GeneratedCase.Inputs, new string('a', 64)),
            12 when Alone(workspace, dependency) => new(workspace,
                workspace.With(at, crate.With(index, dependency with { DefaultFeatures = !dependency.DefaultFeatures })), GeneratedCase.Inputs, $" {name} "),
            13 => Patch(workspace, dependency),
            _ => null,
        };
    }

    private static RelevantEdit Patch(GeneratedWorkspace workspace, GeneratedDependency dependency)
    {
        const string Url = "https://example.invalid/patched";
        var patched = workspace with { RootSections = [.. workspace.RootSections, $"[patch.crates-io]\n{dependency.External} = {{ git = \"{Url}\" }}\n"] };
        return new(workspace, Locked(patched, dependency, null, "", $"git+{Url}#0123456789abcdef0123456789abcdef01234567"), GeneratedCase.Inputs,
            $"patch.crates-io.{dependency.External}.git");
    }

    /// <summary>A library becomes a procedural macro: what it needs is then compiled for the machine that compiles.</summary>
    private static RelevantEdit OtherKind(GeneratedWorkspace workspace, Mutation mutation)
    {
        var (name, requirement, _) = Mutation.Choose(GeneratedWorkspace.Externals, mutation.Place);
        var library = new GeneratedCrate("kind", "kind") { Dependencies = [new(name, -1, name, requirement) { Features = [Mark] }] };
        var at = workspace.Crates.Count;
        var first = workspace.Crates[0];
        var before = (workspace with { Crates = [.. workspace.Crates, library] })
            .With(0, first with { Dependencies = [.. first.Dependencies, new("kind", at, "", "")] });
        return new(before, before.With(at, library with { IsMacro = true }), GeneratedCase.Inputs, $"asks host {name} ");
    }

    private static string VersionPlus(GeneratedDependency dependency) => dependency.Requirement.Length == 1 ? $"{dependency.Requirement}.7.7" : $"{dependency.Requirement}.7";

    /// <summary>Whether nothing else in the workspace asks for the package.</summary>
    private static bool Alone(GeneratedWorkspace workspace, GeneratedDependency dependency) => workspace.Crates.SelectMany(crate => crate.Dependencies)
        .Count(other => other.External == dependency.External && other.Requirement == dependency.Requirement) == 1;

    private static GeneratedWorkspace Locked(
        GeneratedWorkspace workspace, GeneratedDependency dependency, string? version, string? checksum, string? source = null)
    {
        var known = GeneratedLock.VersionOf(workspace, (dependency.External, dependency.Requirement));
        return workspace with
        {
            Locked = new Dictionary<string, (string, string, string)>(workspace.Locked)
            {
                [$"{dependency.External} {dependency.Requirement}"] = (version ?? known, source ?? GeneratedLock.CratesIo,
                    checksum ?? GeneratedLock.ChecksumOf(dependency.External, known)),
            },
        };
    }
}
