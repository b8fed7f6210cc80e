namespace RustContainer.BuildKit.Tests;

/// <summary>A test that needs the engine's socket, or folders of this machine in its containers.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LocalEngineFactAttribute : EngineFactAttribute
{
    public LocalEngineFactAttribute()
    {
        if (Skip is null && EndpointSearch.Configured(EndpointSettings.FromEnvironment()) is { Address.Kind: not EndpointKind.UnixSocket } far)
            Skip = $"The engine at {far.Address} is not one of this machine.";
    }
}
