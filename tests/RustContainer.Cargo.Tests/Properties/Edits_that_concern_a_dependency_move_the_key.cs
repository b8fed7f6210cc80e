namespace RustContainer.Cargo.Tests.Properties;

public class Edits_that_concern_a_dependency_move_the_key
{
    [Fact]
    public void And_say_what_they_concern() => Property.ForAll(GeneratedCase.All, 120, generated =>
    {
        if (Make(generated) is not { } edit)
            return;
        var (key, skeleton) = GeneratedCase.Describe(edit.Before);
        var (keyAfter, skeletonAfter) = GeneratedCase.Describe(edit.After, edit.InputsAfter);
        Assert.Contains(key.Except(keyAfter).Concat(keyAfter.Except(key)), line => line.Contains(edit.Expected, StringComparison.Ordinal));
        // What only RUN's environment says is no file of the skeleton.
        Assert.True(skeleton != skeletonAfter || edit.InputsAfter != GeneratedCase.Inputs, "The skeleton is the same.");
    }, generated => Make(generated) is { } edit
        ? $"Expected: {edit.Expected}\n{GeneratedCase.Print(edit.Before)}\n--- and after the edit ---\n{GeneratedCase.Print(edit.After)}" : "");

    /// <summary>Edits that concern nothing go before and come along, and must not hide the one that counts.</summary>
    private static RelevantEdit? Make(GeneratedCase generated)
    {
        var before = generated.Edits.Skip(1).Aggregate(generated.Workspace, IrrelevantEdit.Apply);
        return RelevantEdit.Make(before, generated.Edits[0]) is { } edit ? edit with { After = edit.After with { Style = generated.Seed } } : null;
    }
}
