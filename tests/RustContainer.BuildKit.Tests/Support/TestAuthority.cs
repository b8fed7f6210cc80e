using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RustContainer.BuildKit.Tests;

/// <summary>A certificate authority of the test's own, with what it signed.</summary>
public sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;
    private readonly X509Certificate2 _authority = SelfSigned();

    /// <summary>A folder with ca.pem, and cert.pem and key.pem of a client.</summary>
    public TempFolder Client()
    {
        using var own = Sign("client", "1.3.6.1.5.5.7.3.2", _ => { }, Now.AddDays(1));
        using var key = own.GetECDsaPrivateKey()!;
        return ForStrangers().With("cert.pem", own.ExportCertificatePem()).With("key.pem", key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>A folder with ca.pem alone.</summary>
    public TempFolder ForStrangers() => new TempFolder().With("ca.pem", _authority.ExportCertificatePem());

    /// <summary>What a server at 127.0.0.1 answers with.</summary>
    public SslServerAuthenticationOptions Server(
        string? name = null, bool expired = false, bool asksForClient = true, params SslApplicationProtocol[] protocols)
    {
        using var signed = Sign("server", "1.3.6.1.5.5.7.3.1", names =>
        {
            if (name is null)
                names.AddIpAddress(IPAddress.Loopback);
            else
                names.AddDnsName(name);
        }, expired ? Now.AddHours(-1) : Now.AddDays(1));
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificate = X509CertificateLoader.LoadPkcs12(signed.Export(X509ContentType.Pkcs12), null),
            ClientCertificateRequired = asksForClient,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => !asksForClient || certificate?.Issuer == _authority.Subject,
            EnabledSslProtocols = SslProtocols.None,
        };
        if (protocols.Length > 0)
            options.ApplicationProtocols = [.. protocols];
        return options;
    }

    public void Dispose() => _authority.Dispose();

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=authority {Guid.NewGuid():N}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(Now.AddDays(-2), Now.AddDays(2));
    }

    private X509Certificate2 Sign(string subject, string usage, Action<SubjectAlternativeNameBuilder> name, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={subject}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        name(names);
        if (subject == "server")
            request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        using var signed = request.Create(_authority, Now.AddDays(-1), until, Guid.NewGuid().ToByteArray());
        return signed.CopyWithPrivateKey(key);
    }
}
