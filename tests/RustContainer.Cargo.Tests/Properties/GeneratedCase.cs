using FsCheck;
using RustContainer.Cargo.Keys;
using RustContainer.Cargo.Selection;

namespace RustContainer.Cargo.Tests.Properties;

/// <summary>A generated workspace and edits of it.</summary>
public sealed record GeneratedCase(int Seed, int Size, Mutation[] Edits)
{
    public static readonly DependencyKeyInputs Inputs = new(TargetTriple.Parse("x86_64-unknown-linux-gnu"), "", "stable", "rust:1");

    public static Arbitrary<GeneratedCase> All { get; } = Arb.From(
        from seed in Gen.Choose(0, int.MaxValue)
        from size in Gen.Choose(1, 5)
        from edits in Mutation.Lists.Generator
        select new GeneratedCase(seed, size, edits),
        generated => Mutation.Lists.Shrinker(generated.Edits).Select(edits => generated with { Edits = edits })
            .Concat(Enumerable.Range(1, generated.Size - 1).Select(size => generated with { Size = size })));

    public GeneratedWorkspace Workspace => GeneratedWorkspace.Make(Seed, Size);

    /// <summary>The key's lines and the skeleton's files.</summary>
    public static (string[] Key, string Skeleton) Describe(GeneratedWorkspace workspace, DependencyKeyInputs? inputs = null)
    {
        using var fixture = new CargoFixture(GeneratedFiles.Of(workspace));
        var selection = workspace.Selection.Resolve(fixture.Load());
        inputs ??= Inputs;
        return (DependencyKey.Compute(selection, inputs).Text.Split('\n'), string.Concat(
            Skeleton.Files(selection, inputs).Select(file => $"=== {file.Key}\n{file.Value}")));
    }

    public static string Print(GeneratedWorkspace workspace) =>
        string.Concat(GeneratedFiles.Of(workspace).Where(file => !file.Path.EndsWith(".rs", StringComparison.Ordinal)).Select(file => $"=== {file.Path}\n{file.Text}"));
}
