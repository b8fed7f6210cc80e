namespace RustContainer.BuildKit.Tests;

/// <summary>A test that needs a real engine. It is skipped where none answers, unless RUSTCONTAINER_ENGINE says that there must be
/// one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class EngineFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Missing = new(Find);

    public EngineFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("RUSTCONTAINER_ENGINE") != "required")
            Skip = Missing.Value;
    }

    private static string? Find()
    {
        try
        {
            Task.Run(() => Endpoint.FindAsync(EndpointSettings.FromEnvironment(), CancellationToken.None)).GetAwaiter().GetResult();
            return null;
        }
        catch (Contract.CodedException e)
        {
            return $"No engine answers: {e.Message}";
        }
    }
}
