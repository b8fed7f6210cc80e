using RustContainer.Contract;

namespace RustContainer.Staging;

/// <summary>Reads caches as the property <c>BuildKitCacheFrom</c> or <c>BuildKitCacheTo</c> has them: with <c>;</c> between several, each
/// an image reference of a registry, <c>gha</c>, <c>inline</c>, or <c>type=TYPE,NAME=VALUE…</c> as the docker command has it.</summary>
public static class CacheText
{
    /// <summary>The caches of a property.</summary>
    /// <param name="property">The property's name, which tells what they are for.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="CodedException">One is none, or MSBuild cut it at a comma.</exception>
    public static IReadOnlyList<PlannedCache> Parse(string property, string value) =>
        [.. value.Trim('"').Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(entry => Entry(property, entry, isWhole: false))];

    /// <summary>One cache in the same form.</summary>
    /// <param name="property">The property's name.</param>
    /// <param name="entry">The text.</param>
    /// <param name="isWhole">Whether the text is known to be whole, because no command line was between.</param>
    /// <exception cref="CodedException">It is none, or MSBuild cut it at a comma.</exception>
    public static PlannedCache Entry(string property, string entry, bool isWhole)
    {
        if (!entry.Contains('='))
            return entry is "gha" or "inline" ? CacheRules.Check(property, entry, []) : CacheRules.Check(property, "registry", [new("ref", entry)]);
        var fields = entry.Split(',', StringSplitOptions.TrimEntries).Select(field => field.Split('=', 2)).ToList();
        if (fields.Any(field => field.Length < 2))
            throw CacheRules.Invalid(property, "a part of it is not of the form name=value");
        var type = fields.FirstOrDefault(field => field[0] == "type")?[1] ?? "registry";
        var attributes = fields.Where(field => field[0] != "type").Select(field => KeyValuePair.Create(field[0], field[1])).ToList();
        return attributes.Count > 0 || isWhole
            ? CacheRules.Check(property, type, attributes)
            : throw new CodedException(
                StagingCodes.CacheCut,
                $"{property} is 'type={Values.Printable(type)}' and no more. On the command line MSBuild cuts a property at a comma: write %2c "
                + $"for it, as in -p:{property}=type={Values.Printable(type)}%2cNAME=VALUE. An image reference of a registry, gha and inline "
                + "need neither.");
    }
}
