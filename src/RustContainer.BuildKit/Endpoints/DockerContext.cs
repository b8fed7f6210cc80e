namespace RustContainer.BuildKit;

/// <summary>A Docker context.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">The engine's address, as it stands in the context.</param>
/// <param name="Tls">How a TCP connection to it is encrypted; <see langword="null"/> for not at all.</param>
internal sealed record DockerContext(string Name, string Address, EndpointTls? Tls)
{
    /// <summary>What the context is called where it names an endpoint.</summary>
    public string Source => SourceOf(Name);

    /// <summary>What the context of that name is called where it names an endpoint.</summary>
    public static string SourceOf(string name) => $"Docker context '{name}'";
}
