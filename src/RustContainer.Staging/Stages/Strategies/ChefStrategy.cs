namespace RustContainer.Staging;

/// <summary>The dependencies are a layer that cargo-chef cooks from a recipe, and the workspace is compiled upon it.</summary>
internal static class ChefStrategy
{
    /// <summary>Writes the stages that compile.</summary>
    public static void Write(DockerfileLines lines, DockerfileInputs inputs)
    {
        lines.Section("""
            The dependencies, as cargo-chef cooks them from a recipe: the builder image must have it. The first step downloads, and it alone
            has secrets; the second compiles. Nothing is kept in mounts (RustCacheStrategy=Chef).
            """);
        Steps.Dependencies(
            lines, inputs, ([], []), (["--chef"], ["--chef"]),
            ["chef", "cook", "--recipe-path", "/rustcontainer/recipe/recipe.json", "--offline", "--target", inputs.Triple, .. inputs.CargoArguments]);

        lines.Section("""
            The workspace: all of it, in every build. Copied files have the times of the machine that they come from, so the script first
            gives them the current one: else cargo takes cargo-chef's stand-ins for the programs.
            """);
        Steps.CopyAndCompile(lines, inputs, StageNames.Dependencies, "--layer", "--chef");
    }
}
