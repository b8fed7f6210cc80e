using RustContainer.Staging.Tests.Harness;

namespace RustContainer.Staging.Tests.Strategies;

/// <summary>A fact that needs a builder image with cargo-chef: RUSTCONTAINER_CHEF_IMAGE names one. Skipped aloud where it does not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChefFactAttribute : FactAttribute
{
    public ChefFactAttribute() =>
        Skip = Image is null ? "RUSTCONTAINER_CHEF_IMAGE names no image with cargo-chef" : Docker.Unavailable;

    /// <summary>The image.</summary>
    public static string? Image { get; } = Environment.GetEnvironmentVariable("RUSTCONTAINER_CHEF_IMAGE") is { Length: > 0 } image ? image : null;
}
