namespace RustContainer.BuildKit.Tests;

/// <summary>A test that starts an engine of its own, which takes two seconds. It is skipped where build/test starts none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OwnEngineFactAttribute : FactAttribute
{
    public OwnEngineFactAttribute() => Skip = OwnEngine.Script is not null && StoreFactAttribute.Address.StartsWith("unix:///run/rustcontainer-engine-", StringComparison.Ordinal)
        ? null
        : "build/test started no engine beside the one that is there, so the tests start none either.";
}
