namespace RustContainer.Sdk.Tests.Harness;

/// <summary>A test that needs an engine and a registry on the same machine, and is skipped aloud where one of them is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RegistryFactAttribute : FactAttribute
{
    public RegistryFactAttribute() => Skip = Docker.Unavailable
        ?? (PasswordRegistry.Program is null ? "There is no docker-registry: install that package of Debian's, or run build/test, which fetches it." : null);
}
