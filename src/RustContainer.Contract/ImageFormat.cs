namespace RustContainer.Contract;

/// <summary>The forms of an image.</summary>
public enum ImageFormat
{
    /// <summary>Docker's.</summary>
    Docker,

    /// <summary>The Open Container Initiative's: a manifest has its media type, and an archive is an image layout too.
    /// https://github.com/opencontainers/image-spec/blob/v1.1.0/image-layout.md.</summary>
    Oci,
}
