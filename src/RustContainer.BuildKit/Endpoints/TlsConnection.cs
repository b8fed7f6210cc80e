using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Puts TLS on a stream.</summary>
internal static class TlsConnection
{
    /// <summary>What Go's servers, and so engines, answer on a port of TLS to a request without.</summary>
    public const string PlainRefusal = "HTTP request to an HTTPS server";

    private const int MaxFileLength = 1 << 20;

    /// <summary>Encrypts <paramref name="stream"/>, which the result owns.</summary>
    /// <exception cref="CodedException"><see cref="BuildKitCodes.TlsFilesInvalid"/>, <see cref="BuildKitCodes.CertificateRefused"/> or
    /// <see cref="BuildKitCodes.TlsFailed"/>.</exception>
    public static async Task<Stream> OpenAsync(
        Stream stream, EndpointAddress address, EndpointTls tls, HttpDialect dialect, CancellationToken cancellationToken)
    {
        var secured = new SslStream(stream, leaveInnerStreamOpen: false);
        string? refusal = null;
        try
        {
            var options = OptionsFor(address, tls, dialect);
            options.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            {
                refusal = tls.Verify && errors != SslPolicyErrors.None
                    ? PeerCertificate.Refusal(certificate, chain, errors, options.TargetHost!, tls)
                    : null;
                return refusal is null;
            };
            await secured.AuthenticateAsClientAsync(options, cancellationToken).ConfigureAwait(false);
            return secured;
        }
        catch (Exception e)
        {
            await secured.DisposeAsync().ConfigureAwait(false);
            if (refusal is not null)
            {
                throw new CodedException(
                    BuildKitCodes.CertificateRefused, $"The certificate of {address} is not accepted ({tls.Source}): {refusal}", e);
            }

            if (e is AuthenticationException or IOException or CryptographicException)
            {
                throw Failed(address, tls, e);
            }

            throw;
        }
    }

    /// <summary>The peer ended the connection where TLS was to begin, or just after.</summary>
    public static CodedException Failed(EndpointAddress address, EndpointTls tls, Exception cause) => new(
        BuildKitCodes.TlsFailed,
        $"{address} ended the encrypted connection that {tls.Source} asks for: {TransportErrors.Innermost(cause).Message.TrimEnd('.')}. "
        + "Look whether it speaks TLS at this port, and whether it asks for a client certificate of its own authority ("
        + (tls.CertificateFile.Length > 0 ? $"it was shown '{tls.CertificateFile}')." : "none is configured)."),
        cause);

    /// <summary>The endpoint speaks TLS, and nothing asks for it.</summary>
    public static CodedException Needed(Endpoint endpoint, Exception cause) => new(
        BuildKitCodes.TlsFailed,
        $"{endpoint.Address} ({endpoint.Source}) speaks TLS only, and nothing asks for it. Set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH for "
        + "DOCKER_HOST, BuildKitTlsDirectory for BuildKitEndpoint and BUILDKIT_HOST, or make the Docker context with its certificates.",
        cause);

    private static SslClientAuthenticationOptions OptionsFor(EndpointAddress address, EndpointTls tls, HttpDialect dialect)
    {
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = tls.ServerName.Length > 0 ? tls.ServerName : address.Target,
            ApplicationProtocols = [dialect == HttpDialect.Http2 ? SslApplicationProtocol.Http2 : SslApplicationProtocol.Http11],
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        };
        if (tls.CertificateFile.Length > 0)
        {
            options.ClientCertificateContext = ClientCertificate(tls);
        }

        if (tls.Verify && tls.AuthorityFile.Length > 0)
        {
            var policy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
            };
            policy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1")); // serverAuth
            policy.CustomTrustStore.AddRange(Certificates(tls.AuthorityFile));
            options.CertificateChainPolicy = policy;
        }

        return options;
    }

    private static SslStreamCertificateContext ClientCertificate(EndpointTls tls)
    {
        var chain = Certificates(tls.CertificateFile);
        var key = Read(tls.KeyFile);
        try
        {
            var own = X509Certificate2.CreateFromPem(Read(tls.CertificateFile), key);
            if (OperatingSystem.IsWindows())
            {
                // Schannel takes no key that lives in memory alone.
                own = X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), null);
            }

            return SslStreamCertificateContext.Create(own, [.. chain.Skip(1)], offline: true);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw Invalid(
                $"'{tls.KeyFile}' is not the unencrypted PEM key of the client certificate '{tls.CertificateFile}'", e);
        }
    }

    private static X509Certificate2Collection Certificates(string file)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(Read(file));
        }
        catch (CryptographicException e)
        {
            throw Invalid($"'{file}' holds a certificate that cannot be read", e);
        }

        return certificates.Count > 0 ? certificates : throw Invalid($"'{file}' holds no certificate in PEM form", null);
    }

    private static string Read(string file)
    {
        try
        {
            return new FileInfo(file).Length <= MaxFileLength
                ? File.ReadAllText(file)
                : throw Invalid($"'{file}' is longer than 1 MiB", null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Invalid($"'{file}' cannot be read", e);
        }
    }

    private static CodedException Invalid(string what, Exception? cause) => new(
        BuildKitCodes.TlsFilesInvalid, $"{what}{(cause is null ? "" : $": {cause.Message.TrimEnd('.')}")}. Put the right file there.", cause);
}
