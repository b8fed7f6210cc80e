using System.IO.Compression;
using System.Text;

namespace RustContainer.Sdk.Tests.Harness;

/// <summary>Finds a value in texts and files: as it is, in UTF-16 and in base64 from any byte on, also in what is compressed.</summary>
internal sealed class Traces(string value)
{
    private readonly byte[][] _forms =
    [
        Encoding.UTF8.GetBytes(value),
        Encoding.Unicode.GetBytes(value),
        .. Enumerable.Range(0, 3).Select(shift => Encoding.ASCII.GetBytes(Base64(value, shift))),
    ];

    public bool AreIn(string text) => Contains(Encoding.UTF8.GetBytes(text));

    public bool AreInFile(string path)
    {
        var bytes = File.ReadAllBytes(path);
        return Contains(bytes) || (bytes is [0x1f, 0x8b, ..] && Contains(Decompress(bytes)));
    }

    /// <summary>The files of a folder that have traces in their bytes or their names.</summary>
    public string[] FilesIn(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => AreIn(file) || AreInFile(file)),
    ];

    private bool Contains(byte[] bytes) => _forms.Any(form => bytes.AsSpan().IndexOf(form) >= 0);

    // Only the characters that no neighbouring byte has a part in.
    private static string Base64(string value, int shift)
    {
        var bytes = Encoding.UTF8.GetBytes(new string('x', shift) + value);
        var text = Convert.ToBase64String(bytes.AsSpan(0, bytes.Length / 3 * 3));
        return shift == 0 ? text : text[4..];
    }

    private static byte[] Decompress(byte[] bytes)
    {
        using var output = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        gzip.CopyTo(output);
        return output.ToArray();
    }
}
