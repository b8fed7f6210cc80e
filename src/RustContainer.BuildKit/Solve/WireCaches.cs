using System.Text;
using System.Text.Json;
using RustContainer.BuildKit.Protocol.Control;
using WireRequest = RustContainer.BuildKit.Protocol.Control.SolveRequest;

namespace RustContainer.BuildKit;

/// <summary>Puts the caches of a build into BuildKit's request.</summary>
internal static class WireCaches
{
    /// <summary>Adds them.</summary>
    public static void Add(WireRequest wire, SolveRequest request)
    {
        wire.Cache = new CacheOptions();
        wire.Cache.Exports.AddRange(request.CacheExports.Select(Entry));
        wire.Cache.Imports.AddRange(request.CacheImports.Select(Entry));
        if (request.CacheImports.Count > 0)
        {
            // The Dockerfile frontend reads this one alone.
            wire.FrontendAttrs["cache-imports"] = Json(request.CacheImports);
        }
    }

    private static CacheOptionsEntry Entry(CacheEntry cache)
    {
        var entry = new CacheOptionsEntry { Type = cache.Type };
        entry.Attrs.Add(cache.Attributes.ToDictionary());
        return entry;
    }

    private static string Json(IReadOnlyList<CacheEntry> caches)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartArray();
            foreach (var cache in caches)
            {
                writer.WriteStartObject();
                writer.WriteString("Type", cache.Type);
                writer.WriteStartObject("Attrs");
                foreach (var (name, value) in cache.Attributes)
                {
                    writer.WriteString(name, value);
                }

                writer.WriteEndObject();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(json.ToArray());
    }
}
