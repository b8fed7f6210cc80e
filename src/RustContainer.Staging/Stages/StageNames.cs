namespace RustContainer.Staging;

/// <summary>The names in the Dockerfile that others use too: stages, named contexts and build arguments.</summary>
internal static class StageNames
{
    /// <summary>The toolchain.</summary>
    public const string Builder = "builder";

    /// <summary>The stage that brings Cargo.lock up to date and holds nothing else.</summary>
    public const string Lock = "lock";

    /// <summary>The compiled dependencies and what was downloaded for them.</summary>
    public const string Dependencies = "dependencies";

    /// <summary>The compiled workspace, in <see cref="Steps.Artifacts"/>.</summary>
    public const string Compile = "compile";

    /// <summary>The stage that holds what <c>dotnet build</c> takes: <c>/bin</c> and <c>/diagnostics.jsonl</c>.</summary>
    public const string Artifacts = "artifacts";

    /// <summary>The stage that is the final image.</summary>
    public const string Image = "image";

    /// <summary>The named context that holds the scripts. A stage of this name would be shadowed by it.</summary>
    public const string ScriptsContext = "rustcontainer";

    /// <summary>The named context that holds what the dependencies are compiled from: the skeleton, or cargo-chef's recipe.</summary>
    public const string RecipeContext = "rustcontainer-dependencies";

    /// <summary>The build argument that makes cargo look at the registry again.</summary>
    public const string FreshArgument = "RESOLVED_AT";

    /// <summary>The build argument that makes cargo run again when a secret that affects the build has another value.</summary>
    public const string SecretsArgument = "SECRETS_DIGEST";

    /// <summary>Every name that an image must not have, because it would be taken for a stage or a context.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Builder, "resolve", Lock, Dependencies, Compile, Artifacts, Image, ScriptsContext, RecipeContext, "context"];
}
