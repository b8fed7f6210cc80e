namespace RustContainer.Contract;

/// <summary>The forms of an image.</summary>
public enum ImageFormat
{
    /// <summary>Docker's: every engine takes it.</summary>
    Docker,

    /// <summary>The Open Container Initiative's: an archive is an image layout, a manifest has that media type.
    /// https://github.com/opencontainers/image-spec/blob/v1.1.0/image-layout.md.</summary>
    Oci,
}
