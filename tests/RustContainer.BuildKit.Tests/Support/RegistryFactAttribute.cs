namespace RustContainer.BuildKit.Tests;

/// <summary>A test that needs an engine and a registry on the same machine. It is skipped where one of them is missing;
/// build/test brings the registry where it brings engines, and fails where it cannot.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RegistryFactAttribute : FactAttribute
{
    public RegistryFactAttribute() => Skip = new EngineFactAttribute().Skip ?? Missing();

    private static string? Missing() =>
        TestRegistry.Program is not null
            ? null
            : "There is no docker-registry: install that package of Debian's, or run build/test as root on Debian, which fetches it.";
}
