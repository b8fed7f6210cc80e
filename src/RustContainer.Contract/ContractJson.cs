using System.Text.Json;
using System.Text.Json.Serialization;

namespace RustContainer.Contract;

/// <summary>The JSON form of <see cref="BuildPlan"/> and <see cref="BuildEvent"/>, generated at compile time so that both start fast.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BuildPlan))]
[JsonSerializable(typeof(BuildEvent))]
public sealed partial class ContractJson : JsonSerializerContext
{
    private static readonly Lazy<ContractJson> Indented =
        new(() => new ContractJson(new JsonSerializerOptions(Default!.Options) { WriteIndented = true }));

    /// <summary>The plan as the text of <c>build.json</c>: indented, LF, one line end at the end.</summary>
    public static string Write(BuildPlan plan) => JsonSerializer.Serialize(plan, Indented.Value.BuildPlan).ReplaceLineEndings("\n") + "\n";

    /// <summary>The plan that <paramref name="json"/> holds.</summary>
    /// <exception cref="JsonException">It is no plan, or one of another version.</exception>
    public static BuildPlan ReadPlan(string json)
    {
        var plan = JsonSerializer.Deserialize(json, Default.BuildPlan) ?? throw new JsonException("The plan is null.");
        return plan.Version == Contract.BuildPlan.CurrentVersion
            ? plan
            : throw new JsonException($"The plan has version {plan.Version}, this worker reads {Contract.BuildPlan.CurrentVersion}.");
    }

    /// <summary>The event as one line, without its end.</summary>
    public static string Write(BuildEvent buildEvent) => JsonSerializer.Serialize(buildEvent, Default.BuildEvent);

    /// <summary>The event that <paramref name="line"/> holds.</summary>
    /// <exception cref="JsonException">It is no event.</exception>
    public static BuildEvent ReadEvent(string line) =>
        JsonSerializer.Deserialize(line, Default.BuildEvent) ?? throw new JsonException("The event is null.");
}
