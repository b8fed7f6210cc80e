using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Finds the files of TLS in the places where Docker and BuildKit keep them.</summary>
internal static class TlsFiles
{
    /// <summary>What DOCKER_TLS_VERIFY and DOCKER_TLS ask for: <c>ca.pem</c>, <c>cert.pem</c> and <c>key.pem</c> in DOCKER_CERT_PATH, else in
    /// Docker's configuration directory. <see langword="null"/> where neither is set.</summary>
    /// <exception cref="CodedException"><see cref="BuildKitCodes.TlsFilesInvalid"/>.</exception>
    public static EndpointTls? OfEnvironment(EndpointSettings settings)
    {
        if (!settings.DockerTls && !settings.DockerTlsVerify)
        {
            return null;
        }

        var source = settings.DockerTlsVerify ? "DOCKER_TLS_VERIFY" : "DOCKER_TLS";
        var directory = settings.DockerCertPath.Length > 0 ? settings.DockerCertPath : settings.DockerConfigDirectory;
        var tls = In(directory, source, settings.DockerTlsVerify, ["ca.pem"], ["cert.pem"], ["key.pem"]);
        return !settings.DockerTlsVerify || tls.AuthorityFile.Length > 0
            ? tls
            : throw Invalid($"{source} asks for a verified connection, and '{Path.Combine(directory, "ca.pem")}' does not exist.");
    }

    /// <summary>What a Docker context has: the same names, each of which may be missing. <see langword="null"/> where the context asks for
    /// no TLS.</summary>
    /// <exception cref="CodedException"><see cref="BuildKitCodes.TlsFilesInvalid"/>.</exception>
    public static EndpointTls? OfContext(string directory, string source, bool skipVerify) =>
        Directory.Exists(directory) || skipVerify
            ? In(directory, source, !skipVerify, ["ca.pem"], ["cert.pem"], ["key.pem"])
            : null;

    /// <summary>What <c>buildctl --tlsdir</c> takes: the same names, or <c>ca.crt</c>, <c>tls.crt</c> and <c>tls.key</c> as Kubernetes mounts
    /// them.</summary>
    /// <exception cref="CodedException"><see cref="BuildKitCodes.TlsFilesInvalid"/>.</exception>
    public static EndpointTls OfBuildKit(EndpointSettings settings, string source)
    {
        var tls = In(settings.TlsDirectory, source, verify: true, ["ca.pem", "ca.crt"], ["cert.pem", "tls.crt"], ["key.pem", "tls.key"]);
        return tls.AuthorityFile.Length + tls.CertificateFile.Length > 0
            ? tls with { ServerName = settings.TlsServerName }
            : throw Invalid($"'{settings.TlsDirectory}' ({source}) holds neither ca.pem nor cert.pem and key.pem.");
    }

    private static EndpointTls In(
        string directory, string source, bool verify, string[] authorities, string[] certificates, string[] keys)
    {
        var tls = new EndpointTls
        {
            Source = source,
            Verify = verify,
            AuthorityFile = Find(directory, authorities),
            CertificateFile = Find(directory, certificates),
            KeyFile = Find(directory, keys),
        };
        return (tls.CertificateFile.Length > 0, tls.KeyFile.Length > 0) switch
        {
            (true, false) => throw Invalid(
                $"There is a client certificate '{tls.CertificateFile}' and no key '{Path.Combine(directory, keys[0])}' beside it."),
            (false, true) => throw Invalid(
                $"There is a client key '{tls.KeyFile}' and no certificate '{Path.Combine(directory, certificates[0])}' beside it."),
            _ => tls,
        };
    }

    private static string Find(string directory, string[] names) =>
        names.Select(name => Path.Combine(directory, name)).FirstOrDefault(File.Exists) ?? "";

    private static CodedException Invalid(string what) => new(
        BuildKitCodes.TlsFilesInvalid, $"{what} Put the files ca.pem, cert.pem and key.pem there, or name another directory.");
}
