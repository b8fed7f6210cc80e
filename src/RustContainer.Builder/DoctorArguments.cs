namespace RustContainer.Builder;

/// <summary>The command line that asks what a build would find: <c>--doctor ENDPOINT TLS-DIRECTORY TLS-SERVER-NAME</c>, each empty where the
/// project does not say it.</summary>
/// <param name="Endpoint">The property <c>BuildKitEndpoint</c>.</param>
/// <param name="TlsDirectory">The property <c>BuildKitTlsDirectory</c>.</param>
/// <param name="TlsServerName">The property <c>BuildKitTlsServerName</c>.</param>
internal sealed record DoctorArguments(string Endpoint, string TlsDirectory, string TlsServerName)
{
    /// <summary>Reads the command line; <see langword="null"/> where it asks for something else.</summary>
    public static DoctorArguments? Parse(string[] arguments) =>
        arguments is ["--doctor", var endpoint, var directory, var name] ? new DoctorArguments(endpoint, directory, name) : null;
}
