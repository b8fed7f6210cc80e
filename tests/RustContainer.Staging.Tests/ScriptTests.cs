using RustContainer.Staging.Tests.Harness;

namespace RustContainer.Staging.Tests;

/// <summary>Traps/traps.sh, run against the staged scripts in containers of the builder images.</summary>
[Trait("Needs", "engine")]
public sealed class ScriptTests
{
    [EngineTheory]
    [InlineData("rust:1-bookworm")]
    [InlineData("rust:1-alpine")]
    [InlineData(Docker.OldRust)]
    public void Whatever_happens_to_the_sources_the_program_is_theirs(string image) => Trap.Run("traps.sh", image);
}
