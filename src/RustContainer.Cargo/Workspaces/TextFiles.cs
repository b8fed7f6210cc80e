using RustContainer.Contract;

namespace RustContainer.Cargo.Workspaces;

/// <summary>Reads text so that it is the same from every host.</summary>
internal static class TextFiles
{
    /// <summary>The text of a file, with LF and without a byte order mark.</summary>
    public static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path).Replace("\r\n", "\n", StringComparison.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new CodedException(new(CargoCodes.ManifestMissing, $"'{path}' cannot be read: {error.Message}", path), error);
        }
    }
}
