using System.Text.Json;
using System.Text.Json.Serialization;

namespace RustContainer.Contract;

/// <summary>The JSON form of <see cref="BuildPlan"/> and <see cref="BuildEvent"/>, generated at compile time so that both start fast.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
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
        if (plan.Version != Contract.BuildPlan.CurrentVersion)
            throw new JsonException($"The plan has version {plan.Version}, this worker reads {Contract.BuildPlan.CurrentVersion}.");

        return IsWhole(plan) ? plan : throw new JsonException("The plan lacks a part, or a list of it holds null.");
    }

    /// <summary>The event as one line, without its end.</summary>
    public static string Write(BuildEvent buildEvent) => JsonSerializer.Serialize(buildEvent, Default.BuildEvent);

    /// <summary>The event that <paramref name="line"/> holds.</summary>
    /// <exception cref="JsonException">It is no event.</exception>
    public static BuildEvent ReadEvent(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, Default.BuildEvent) ?? throw new JsonException("The event is null.");
        }
        catch (NotSupportedException e)
        {
            throw new JsonException("The event has no kind.", e);
        }
    }

    // The annotations are not asked for what is in a list, nor for a property that is not there at all: it becomes null, whatever its
    // initializer says.
    private static bool IsWhole(object? value) => value switch
    {
        null => false,
        string => true,
        IReadOnlyDictionary<string, string> texts => texts.Values.All(IsWhole),
        IEnumerable<object?> items => items.All(IsWhole),
        _ => Default.GetTypeInfo(value.GetType())?.Properties.All(property => property.Get is not { } get || IsWhole(get(value))) != false,
    };
}
