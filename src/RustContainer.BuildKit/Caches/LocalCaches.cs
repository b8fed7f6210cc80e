using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>The caches of a build that lie in folders of this machine. BuildKit reads and writes them over the session, and knows them by
/// a name alone.</summary>
internal sealed class LocalCaches
{
    private const string Type = "local";

    private readonly Dictionary<string, CacheFolder> _stores = new(StringComparer.Ordinal);
    private (CacheFolder Folder, string Tag)? _written;

    /// <summary>Prepares the local caches of <paramref name="request"/>.</summary>
    /// <exception cref="CodedException"><see cref="BuildKitCodes.CacheFailed"/>.</exception>
    public LocalCaches(SolveRequest request)
    {
        Request = request with
        {
            CacheImports = [.. request.CacheImports.Select(Import).OfType<CacheEntry>()],
            CacheExports = [.. request.CacheExports.Select(Export)],
        };
    }

    /// <summary>The build as BuildKit is told of it. A cache that is not there yet is left out.</summary>
    public SolveRequest Request { get; }

    /// <summary>What serves them; none where there are none.</summary>
    public IEnumerable<ISessionService> Services => _stores.Count > 0 ? [new ContentService(_stores)] : [];

    /// <summary>Finishes what was written: BuildKit leaves the index to its client.</summary>
    /// <exception cref="CodedException"><see cref="BuildKitCodes.CacheFailed"/>.</exception>
    public void Conclude(SolveResult result)
    {
        if (_written is { } written && result.Values.TryGetValue("cache.manifest", out var descriptor))
        {
            written.Folder.Tag(descriptor, written.Tag);
        }
    }

    private CacheEntry? Import(CacheEntry cache)
    {
        if (cache.Type != Type)
        {
            return cache;
        }

        var folder = new CacheFolder(cache.Attributes["src"], isWritable: false);
        return folder.DigestOf(TagOf(cache)) is { } digest
            ? new CacheEntry(Type, new Dictionary<string, string> { ["src"] = Add(folder), ["digest"] = digest })
            : null;
    }

    private CacheEntry Export(CacheEntry cache)
    {
        if (cache.Type != Type)
        {
            return cache;
        }

        var folder = new CacheFolder(cache.Attributes["dest"], isWritable: true);
        if (_written is not null)
        {
            throw folder.Unusable("BuildKit writes one such cache at a time, and there are two", null);
        }

        _written = (folder, TagOf(cache));
        var attributes = cache.Attributes.Where(attribute => attribute.Key != "tag").ToDictionary(StringComparer.Ordinal);
        attributes["dest"] = Add(folder);
        return new CacheEntry(Type, attributes);
    }

    private string Add(CacheFolder folder)
    {
        var name = $"cache-{_stores.Count}";
        _stores.Add($"{Type}:{name}", folder);
        return name;
    }

    private static string TagOf(CacheEntry cache) => cache.Attributes.GetValueOrDefault("tag", "latest");
}
