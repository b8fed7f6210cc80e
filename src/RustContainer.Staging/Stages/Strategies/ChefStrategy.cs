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
        lines.Line($"FROM {StageNames.Builder} AS {StageNames.Dependencies}");
        lines.Run(
            [Steps.Recipe, .. Steps.DependencyPaths(inputs), .. inputs.Secrets.Mounts],
            ["fetch-dependencies.sh", "--chef", .. Steps.In(inputs), .. Steps.Needed(inputs), .. inputs.Secrets.ScriptOptions],
            ["fetch", "--target", inputs.Triple]);
        lines.Run(
            [Steps.Recipe, .. Steps.DependencyPaths(inputs), .. Steps.Sccache(inputs), .. inputs.CacheMounts, .. inputs.Secrets.CacheMounts],
            ["compile-dependencies.sh", "--chef", .. Steps.In(inputs), .. Steps.Needed(inputs), .. inputs.Secrets.CacheScriptOptions],
            ["chef", "cook", "--recipe-path", "/rustcontainer/recipe/recipe.json", "--offline", "--target", inputs.Triple, .. inputs.CargoArguments]);

        lines.Section("""
            The workspace: all of it, in every build. Copied files have the times of the machine that they come from, so the script first
            gives them the current one: else cargo takes cargo-chef's stand-ins for the programs.
            """);
        lines.Line($"FROM {StageNames.Dependencies} AS {StageNames.Compile}");
        lines.Line($"COPY . {Steps.Work}/src");
        Steps.Compile(lines, inputs, [], ["--copied", "--layer", "--chef", .. Steps.Needed(inputs)]);
    }
}
