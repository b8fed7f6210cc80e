namespace RustContainer.BuildKit.Tests;

/// <summary>A test that needs an engine before 23.0: RUSTCONTAINER_OLD_ENGINE names it, as <c>unix:///run/…</c>. build/test starts one where
/// it starts engines at all.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OldEngineFactAttribute : FactAttribute
{
    public OldEngineFactAttribute() => Skip = Address.Length > 0 ? null : "RUSTCONTAINER_OLD_ENGINE names no engine before 23.0.";

    public static string Address { get; } = Environment.GetEnvironmentVariable("RUSTCONTAINER_OLD_ENGINE") ?? "";
}
