using Microsoft.Build.Framework;
using RustContainer.Contract;
using RustContainer.Staging;

namespace RustContainer.Tasks.Project;

/// <summary>Reads the items <c>BuildKitCacheFrom</c>, <c>BuildKitCacheTo</c> and <c>BuildKitCacheMount</c>, and adds what the properties of
/// the same names say.</summary>
internal static class CacheOptions
{
    /// <summary>The options with caches and mounts.</summary>
    /// <exception cref="CodedException">One cannot be read.</exception>
    public static StagingOptions Add(
        StagingOptions options, OptionTable table, string projectDirectory, IEnumerable<ITaskItem> from, IEnumerable<ITaskItem> to, IEnumerable<ITaskItem> mounts) =>
        options with
        {
            BuildKitCacheFrom = Caches(CacheRules.From, table, from, projectDirectory),
            BuildKitCacheTo = Caches(CacheRules.To, table, to, projectDirectory),
            BuildKitCacheMounts =
            [
                .. mounts.Select(item => new CacheMount(item.ItemSpec.Trim(), Metadata(item, "Id"), Metadata(item, "Sharing"), Metadata(item, "From"))),
                .. table["BuildKitCacheMount"].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(path => new CacheMount(path)),
            ],
        };

    private static PlannedCache[] Caches(string name, OptionTable table, IEnumerable<ITaskItem> items, string directory) =>
        ((PlannedCache[])[.. items.Select(item => Cache(name, item)), .. CacheText.Parse(name, table[name])]).Select(cache => Rooted(name, cache, directory)).ToArray();

    // The worker runs elsewhere.
    private static PlannedCache Rooted(string name, PlannedCache cache, string directory)
    {
        if (cache.Type != "local")
            return cache;
        var place = CacheRules.PlaceOf(name, cache.Type);
        var path = Path.GetFullPath(Path.Combine(directory, cache.Attributes[place].Replace('\\', '/')));
        return cache with { Attributes = new SortedDictionary<string, string>(cache.Attributes.ToDictionary(), StringComparer.Ordinal) { [place] = path } };
    }

    // MSBuild's names have no case, BuildKit's are small.
    private static PlannedCache Cache(string name, ITaskItem item)
    {
        var attributes = item.CloneCustomMetadata().Keys.Cast<string>()
            .Select(key => KeyValuePair.Create(key.ToLowerInvariant(), Metadata(item, key)))
            .Where(attribute => attribute.Value.Length > 0)
            .OrderBy(attribute => attribute.Key, StringComparer.Ordinal).ToList();
        var type = attributes.FirstOrDefault(attribute => attribute.Key == "type").Value ?? "";
        attributes.RemoveAll(attribute => attribute.Key == "type");
        var include = item.ItemSpec.Trim();
        if (type.Length == 0 && attributes.Count == 0)
            return CacheText.Entry(name, include, isWhole: true);

        // An Include that is no place, as that of an item that only needs a name, is the type itself.
        type = type.Length > 0 ? type : include is "gha" or "inline" ? include : "registry";
        if (include != type && CacheRules.PlaceOf(name, type) is { Length: > 0 } place && attributes.All(attribute => attribute.Key != place))
            attributes.Add(new(place, include));
        return CacheRules.Check(name, type, attributes);
    }

    private static string Metadata(ITaskItem item, string name) => item.GetMetadata(name).Trim();
}
