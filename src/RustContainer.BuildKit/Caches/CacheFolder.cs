using System.Text.Json;
using System.Text.Json.Nodes;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>A folder of this machine with caches in the layout of OCI images: blobs by digest, and index.json with a manifest for each
/// tag.</summary>
/// <param name="path">The folder.</param>
/// <param name="isWritable">Whether BuildKit may add to it.</param>
/// <remarks>https://github.com/opencontainers/image-spec/blob/v1.1.0/image-layout.md</remarks>
internal sealed class CacheFolder(string path, bool isWritable)
{
    private const string TagAnnotation = "org.opencontainers.image.ref.name";
    private const string DigestPrefix = "sha256:";

    /// <summary>Whether BuildKit may add to it.</summary>
    public bool IsWritable { get; } = isWritable;

    private string IndexPath => Path.Combine(path, "index.json");

    /// <summary>Where a blob lies, or is to lie; <see langword="null"/> where the digest is none.</summary>
    public string? BlobPath(string digest) =>
        digest.Length == DigestPrefix.Length + 64 && digest.StartsWith(DigestPrefix, StringComparison.Ordinal)
        && digest.Skip(DigestPrefix.Length).All(char.IsAsciiHexDigitLower)
            ? Path.Combine(path, "blobs", "sha256", digest[DigestPrefix.Length..])
            : null;

    /// <summary>A new file in the folder of the blobs.</summary>
    /// <exception cref="CodedException"><see cref="BuildKitCodes.CacheFailed"/>.</exception>
    public FileStream CreateBlob()
    {
        try
        {
            var blobs = Directory.CreateDirectory(Path.Combine(path, "blobs", "sha256")).FullName;
            return new FileStream(Path.Combine(blobs, $"{Guid.NewGuid():N}.part"), FileMode.CreateNew, FileAccess.Write, FileShare.Delete);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(e.Message, e);
        }
    }

    /// <summary>The digest of the manifest with a tag; <see langword="null"/> where there is none yet.</summary>
    /// <exception cref="CodedException"><see cref="BuildKitCodes.CacheFailed"/>: the index cannot be read.</exception>
    public string? DigestOf(string tag) =>
        !File.Exists(IndexPath) ? null : JsonFile.Read(IndexPath, root => JsonFile.Property(root, "manifests") is { } manifests
            ? manifests.EnumerateArray().Where(manifest => TagOf(manifest) == tag).Select(manifest => JsonFile.Text(manifest, "digest")).FirstOrDefault()
            : null, Unusable);

    /// <summary>Gives a manifest that BuildKit wrote a tag.</summary>
    /// <param name="descriptor">The manifest's descriptor, as BuildKit told it.</param>
    /// <param name="tag">The tag, which another manifest loses.</param>
    /// <exception cref="CodedException"><see cref="BuildKitCodes.CacheFailed"/>: the index cannot be written.</exception>
    public void Tag(string descriptor, string tag)
    {
        try
        {
            var manifest = JsonNode.Parse(descriptor)!.AsObject();
            if (BlobPath((string?)manifest["digest"] ?? "") is not { } blob || !File.Exists(blob))
            {
                throw TransportErrors.Violation("it told of a cache that it did not send");
            }

            manifest["annotations"] = new JsonObject { [TagAnnotation] = tag };
            var others = File.Exists(IndexPath)
                ? JsonFile.Read<string[]>(IndexPath, root => [.. root.GetProperty("manifests").EnumerateArray().Where(other => TagOf(other) != tag).Select(other => other.GetRawText())], Unusable)
                : [];
            var index = new JsonObject
            {
                ["schemaVersion"] = 2,
                ["manifests"] = new JsonArray([.. others.Select(other => JsonNode.Parse(other)), manifest]),
            };
            File.WriteAllText(Path.Combine(path, "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""");
            File.WriteAllText(IndexPath + ".new", index.ToJsonString());
            File.Move(IndexPath + ".new", IndexPath, overwrite: true);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw TransportErrors.Violation("it told of a cache in a form that is none", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(e.Message, e);
        }
    }

    /// <summary>The folder cannot be used.</summary>
    public CodedException Unusable(string what, Exception? cause) => new(
        BuildKitCodes.CacheFailed,
        $"The cache in '{path}' cannot be used: {what.TrimEnd('.')}. Look at its rights and whether the disk has room, or delete it.",
        cause);

    private static string? TagOf(JsonElement manifest) =>
        JsonFile.Property(manifest, "annotations") is { } annotations ? JsonFile.Text(annotations, TagAnnotation) : null;
}
