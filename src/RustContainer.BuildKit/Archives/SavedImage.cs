using System.Formats.Tar;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Copies what an engine saves of one image, under other names: only the files that hold the names are written anew.</summary>
/// <param name="reader">What the engine sends: a tar.</param>
/// <param name="file">Where it goes.</param>
/// <param name="names">The image's names, each with its tag.</param>
/// <param name="format">What it must be: <see cref="ImageFormat.Oci"/> for a layout.</param>
/// <remarks>From 25.0 on an engine's tar is both an OCI layout (index.json) and what <c>docker load</c> reads (manifest.json); earlier it is
/// the latter alone.</remarks>
internal sealed class SavedImage(PatientReader reader, ArchiveFile file, IReadOnlyList<string> names, ImageFormat format)
{
    private const int MaxTextLength = 4 << 20;
    private const string ManifestName = "manifest.json", IndexName = "index.json";

    // Docker's before 1.10; what reads these files reads manifest.json first.
    private const string LegacyName = "repositories";

    private readonly byte[] _buffer = new byte[1 << 17];

    /// <summary>Copies all of it.</summary>
    /// <exception cref="CodedException">It is not what an engine saves, the engine went away, or the file cannot be written.</exception>
    public async Task CopyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WriteTailAsync(await CopyContentAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or InvalidOperationException or ArgumentException)
        {
            throw TransportErrors.Violation($"it saved an image that cannot be read ({e.Message})", e);
        }
    }

    private async Task<Dictionary<string, byte[]>> CopyContentAsync(CancellationToken cancellationToken)
    {
        var texts = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        List<byte[]> extensions = [];
        while (true)
        {
            var block = await ReadAsync(TarHeader.BlockLength, cancellationToken).ConfigureAwait(false);
            if (TarHeader.Read(block) is not { } header)
            {
                return texts;
            }

            if (header.IsExtension)
            {
                extensions.Add(block);
                extensions.Add(await ReadAsync(header.PaddedSize, cancellationToken).ConfigureAwait(false));
                if (extensions.Sum(part => (long)part.Length) > MaxTextLength)
                {
                    throw new InvalidDataException("a header is too long");
                }

                continue;
            }

            if (header.Name is ManifestName or IndexName or LegacyName)
            {
                texts[header.Name] = (await ReadAsync(header.PaddedSize, cancellationToken).ConfigureAwait(false))[..(int)header.Size];
            }
            else
            {
                foreach (var part in extensions.Append(block))
                {
                    await file.WriteAsync(part, cancellationToken).ConfigureAwait(false);
                }

                await CopyAsync(header.PaddedSize, cancellationToken).ConfigureAwait(false);
            }

            extensions.Clear();
        }
    }

    private async Task<byte[]> ReadAsync(long length, CancellationToken cancellationToken)
    {
        var bytes = new byte[length <= MaxTextLength ? length : throw new InvalidDataException("a part is too long")];
        return await reader.FillAsync(bytes, cancellationToken).ConfigureAwait(false) == length
            ? bytes
            : throw new InvalidDataException("it ends too early");
    }

    private async Task CopyAsync(long length, CancellationToken cancellationToken)
    {
        while (length > 0)
        {
            var part = _buffer.AsMemory(0, (int)Math.Min(length, _buffer.Length));
            if (await reader.FillAsync(part, cancellationToken).ConfigureAwait(false) < part.Length)
            {
                throw new InvalidDataException("it ends too early");
            }

            await file.WriteAsync(part, cancellationToken).ConfigureAwait(false);
            length -= part.Length;
        }
    }

    private async Task WriteTailAsync(Dictionary<string, byte[]> texts, CancellationToken cancellationToken)
    {
        using var tail = new MemoryStream();
        await using (var tar = new TarWriter(tail, TarEntryFormat.Ustar, leaveOpen: true))
        {
            if (texts.TryGetValue(IndexName, out var index))
            {
                await AddAsync(tar, IndexName, ImageArchiveText.Index(index, names), cancellationToken).ConfigureAwait(false);
            }
            else if (format == ImageFormat.Oci)
            {
                throw new InvalidDataException($"it has no {IndexName}");
            }

            var manifest = texts.GetValueOrDefault(ManifestName) ?? throw new InvalidDataException($"it has no {ManifestName}");
            await AddAsync(tar, ManifestName, ImageArchiveText.Manifest(manifest, names), cancellationToken).ConfigureAwait(false);
        }

        await file.WriteAsync(tail.ToArray(), cancellationToken).ConfigureAwait(false);
    }

    private static async Task AddAsync(TarWriter tar, string name, JsonNode text, CancellationToken cancellationToken)
    {
        var entry = new UstarTarEntry(TarEntryType.RegularFile, name)
        {
            ModificationTime = DateTimeOffset.UnixEpoch,
            Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
            DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text.ToJsonString())),
        };
        await tar.WriteEntryAsync(entry, cancellationToken).ConfigureAwait(false);
    }
}
