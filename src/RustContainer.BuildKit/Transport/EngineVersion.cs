namespace RustContainer.BuildKit;

/// <summary>What an engine says about itself.</summary>
/// <param name="Version">The engine's version, such as <c>26.1.5</c>.</param>
/// <param name="ApiVersion">The newest version of its REST API.</param>
/// <param name="OperatingSystem">Its system as Go names it, such as <c>linux</c>.</param>
/// <param name="Architecture">Its architecture as Go names it, such as <c>amd64</c>.</param>
/// <param name="Components">The names of its parts, such as <c>Engine</c> or <c>Podman Engine</c>.</param>
public sealed record EngineVersion(
    string Version, Version ApiVersion, string OperatingSystem, string Architecture, IReadOnlyList<string> Components);
