namespace RustContainer.Cargo.Tests.Properties;

public class Edits_that_concern_no_dependency_leave_the_key
{
    [Fact]
    public void In_any_workspace() => Property.ForAll(GeneratedCase.All, 80, generated =>
    {
        var (key, skeleton) = GeneratedCase.Describe(generated.Workspace);
        var (keyAfter, skeletonAfter) = GeneratedCase.Describe(Edited(generated));
        Assert.Equal(key, keyAfter);
        Assert.Equal(skeleton, skeletonAfter);
    }, generated => $"{GeneratedCase.Print(generated.Workspace)}\n--- and after the edits ---\n{GeneratedCase.Print(Edited(generated))}");

    [Fact]
    public void And_cargo_takes_the_generated_workspaces_before_and_after() => Assert.All([1, 2, 3, 4, 5, 6], seed =>
    {
        var edits = Enumerable.Range(0, 12).Select(number => new Mutation((seed * 7) + number, seed + number, (seed * 31) + number)).ToArray();
        var generated = new GeneratedCase(seed, 1 + (seed % 5), edits);
        foreach (var workspace in (GeneratedWorkspace[])[generated.Workspace, Edited(generated)])
        {
            using var fixture = new CargoFixture(GeneratedFiles.Of(workspace));
            var (exitCode, _, error) = fixture.Cargo(TestRegistry.Environment, "metadata", "--locked", "--offline", "--format-version", "1");
            Assert.True(exitCode == 0, $"{error}\n{GeneratedCase.Print(workspace)}");
        }
    });

    private static GeneratedWorkspace Edited(GeneratedCase generated) => generated.Edits.Aggregate(generated.Workspace, IrrelevantEdit.Apply);
}
