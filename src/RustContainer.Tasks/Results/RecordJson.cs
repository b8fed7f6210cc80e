using System.Text.Json.Serialization;

namespace RustContainer.Tasks.Results;

/// <summary>The JSON form of <see cref="BuildRecord"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BuildRecord))]
internal sealed partial class RecordJson : JsonSerializerContext;
