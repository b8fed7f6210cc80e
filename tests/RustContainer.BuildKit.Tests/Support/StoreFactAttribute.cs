namespace RustContainer.BuildKit.Tests;

/// <summary>A test that needs a registry and, beside the engine, one with the containerd image store: RUSTCONTAINER_STORE_ENGINE names it,
/// as <c>unix:///run/…</c>. build/test starts one where it starts engines at all.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StoreFactAttribute : FactAttribute
{
    public StoreFactAttribute() => Skip = new RegistryFactAttribute().Skip
        ?? (Address.Length > 0 ? null : "RUSTCONTAINER_STORE_ENGINE names no engine with the containerd image store.");

    public static string Address { get; } = Environment.GetEnvironmentVariable("RUSTCONTAINER_STORE_ENGINE") ?? "";
}
