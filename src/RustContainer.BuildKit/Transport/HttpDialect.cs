namespace RustContainer.BuildKit;

/// <summary>What is spoken on a connection from its first byte on; TLS agrees on it (ALPN).</summary>
internal enum HttpDialect
{
    /// <summary>HTTP/1.1. A connection that is to be hijacked must never be HTTP/2.</summary>
    Http11,

    /// <summary>HTTP/2, known beforehand.</summary>
    Http2,
}
