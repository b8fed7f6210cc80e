using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace RustContainer.BuildKit;

/// <summary>Says what is wrong with the certificate of a peer.</summary>
internal static class PeerCertificate
{
    private const int MaxNames = 8;

    /// <summary>Why the certificate is refused and what to do, in sentences; the first cause that a person would look at.</summary>
    public static string Refusal(
        X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors, string expectedName, EndpointTls tls)
    {
        if (certificate is not X509Certificate2 peer)
        {
            return "it showed none. Look whether it is the right address.";
        }

        var status = chain?.ChainStatus.Select(s => s.Status).Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one)
            ?? X509ChainStatusFlags.NoError;
        if (status.HasFlag(X509ChainStatusFlags.NotTimeValid) && OutOfTime(peer, chain!) is { } late)
        {
            return late;
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            var untrusted = status.HasFlag(X509ChainStatusFlags.UntrustedRoot) || status.HasFlag(X509ChainStatusFlags.PartialChain);
            return tls.AuthorityFile.Length == 0
                ? $"none of this machine's authorities signed it ({status}). Put the authority's certificate beside the client's as ca.pem."
                : untrusted
                    ? $"no authority in '{tls.AuthorityFile}' signed it; '{Shown(peer.Issuer)}' did. Put that authority's certificate there."
                    : $"it does not hold against '{tls.AuthorityFile}' ({status}). Look at the certificate with 'openssl x509 -text'.";
        }

        return $"it is for {Names(peer)}, not for '{expectedName}'. Use one of its names in the address, or give it this one.";
    }

    private static string? OutOfTime(X509Certificate2 peer, X509Chain chain)
    {
        var now = DateTime.UtcNow;
        return chain.ChainElements.Select(e => e.Certificate).Prepend(peer)
            .Where(c => now < c.NotBefore.ToUniversalTime() || now > c.NotAfter.ToUniversalTime())
            .Select(c => $"'{Shown(c.Subject)}' is valid from {Day(c.NotBefore)} to {Day(c.NotAfter)} only. Renew it, or set this "
                + "machine's clock.")
            .FirstOrDefault();
    }

    private static string Day(DateTime time) => time.ToUniversalTime().ToString("u", CultureInfo.InvariantCulture);

    private static string Names(X509Certificate2 peer)
    {
        var names = peer.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(e => e.EnumerateDnsNames().Concat(e.EnumerateIPAddresses().Select(a => a.ToString())))
            .Take(MaxNames)
            .Select(name => $"'{Shown(name)}'")
            .ToList();
        return names.Count > 0 ? string.Join(", ", names) : $"'{Shown(peer.Subject)}'";
    }

    // What a stranger wrote goes into a log.
    private static string Shown(string text) => new([.. text.Take(200).Where(c => !char.IsControl(c))]);
}
