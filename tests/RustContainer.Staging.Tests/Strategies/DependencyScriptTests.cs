using RustContainer.Staging.Tests.Harness;

namespace RustContainer.Staging.Tests.Strategies;

/// <summary>Traps/dependencies.sh, run against the staged scripts in a container of a builder image.</summary>
[Trait("Needs", "engine")]
public sealed class DependencyScriptTests
{
    [EngineTheory]
    [InlineData("rust:1-bookworm")]
    public void The_layer_holds_what_was_downloaded_and_compiled_and_no_secret(string image) => Trap.Run("dependencies.sh", image);
}
