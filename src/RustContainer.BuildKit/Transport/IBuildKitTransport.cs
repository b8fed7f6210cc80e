using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>A way to BuildKit: calls in one direction, sessions in the other.</summary>
internal interface IBuildKitTransport : IDisposable
{
    /// <summary>What calls BuildKit.</summary>
    ControlClient Control { get; }

    /// <summary>The way in a few words, for people.</summary>
    string Description { get; }

    /// <summary>Opens a connection on which BuildKit is the client.</summary>
    /// <param name="headers">The session's <c>X-Docker-Expose-Session-*</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CodedException">BuildKit does not answer or refuses.</exception>
    Task<Stream> OpenSessionAsync(IReadOnlyList<KeyValuePair<string, string>> headers, CancellationToken cancellationToken);
}
