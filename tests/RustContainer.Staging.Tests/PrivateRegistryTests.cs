using RustContainer.Staging.Tests.Harness;

namespace RustContainer.Staging.Tests;

/// <summary>Traps/private-registry.sh, run against the staged scripts in a container of a builder image.</summary>
[Trait("Needs", "engine")]
public sealed class PrivateRegistryTests
{
    [EngineTheory]
    [InlineData("rust:1-bookworm")]
    public void Cargo_gets_a_private_crate_with_the_token_that_it_is_given(string image) => Trap.Run("private-registry.sh", image);
}
