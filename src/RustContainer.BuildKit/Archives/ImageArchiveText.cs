using System.Text.Json.Nodes;

namespace RustContainer.BuildKit;

/// <summary>The files of an image's archive that hold its names.</summary>
internal static class ImageArchiveText
{
    /// <summary>Docker's <c>manifest.json</c> of one image, with other names.</summary>
    /// <exception cref="System.Text.Json.JsonException">It is no JSON.</exception>
    /// <exception cref="InvalidDataException">It is not that.</exception>
    public static JsonNode Manifest(byte[] text, IReadOnlyList<string> names)
    {
        if (JsonNode.Parse(text) is not JsonArray { Count: 1 } images || images[0] is not JsonObject image)
        {
            throw new InvalidDataException("its manifest.json is not of one image");
        }

        image["RepoTags"] = new JsonArray([.. names.Select(name => JsonValue.Create(name))]);
        return images;
    }

    /// <summary>The <c>index.json</c> of an OCI layout of one image, which is there once for every name.</summary>
    /// <exception cref="System.Text.Json.JsonException">It is no JSON.</exception>
    /// <exception cref="InvalidDataException">It is not that.</exception>
    /// <remarks>https://github.com/containerd/containerd/blob/v2.0.0/core/images/annotations.go.</remarks>
    public static JsonNode Index(byte[] text, IReadOnlyList<string> names)
    {
        if (JsonNode.Parse(text) is not JsonObject index || index["manifests"] is not JsonArray { Count: 1 } manifests
            || manifests[0] is not JsonObject manifest)
        {
            throw new InvalidDataException("its index.json is not of one image");
        }

        index["manifests"] = new JsonArray([.. names.Select(name => Named(manifest, name))]);
        return index;
    }

    private static JsonNode Named(JsonObject manifest, string name)
    {
        var named = manifest.DeepClone();
        named["annotations"] = new JsonObject
        {
            ["io.containerd.image.name"] = RegistryHost.FullNameOf(name),
            ["org.opencontainers.image.ref.name"] = name[(name.LastIndexOf(':') + 1)..],
        };
        return named;
    }
}
