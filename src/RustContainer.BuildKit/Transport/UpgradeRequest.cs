namespace RustContainer.BuildKit;

/// <summary>A <c>POST</c> that asks the engine to give up HTTP/1.1 on its connection.</summary>
/// <param name="Path">The path, such as <c>/grpc</c>.</param>
internal sealed record UpgradeRequest(string Path)
{
    /// <summary>What is spoken afterwards: <c>h2c</c> for gRPC, <c>tcp</c> for a process.</summary>
    public string Protocol { get; init; } = "h2c";

    /// <summary>Further header fields.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body, in ASCII; empty for none.</summary>
    public string Json { get; init; } = "";
}
