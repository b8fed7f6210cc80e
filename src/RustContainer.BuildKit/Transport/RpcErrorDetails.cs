using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;

namespace RustContainer.BuildKit;

/// <summary>What BuildKit tells about a failure in <c>grpc-status-details-bin</c>. Its details are JSON inside a protobuf Any.</summary>
/// <param name="Sources">The positions in a Dockerfile that the failure is about.</param>
/// <param name="VertexDigest">The step that failed; empty where none is named.</param>
/// <param name="ExitCode">The exit code of the process that failed; <see langword="null"/> where none did.</param>
internal sealed record RpcErrorDetails(IReadOnlyList<SourcePosition> Sources, string VertexDigest, int? ExitCode)
{
    /// <summary>No details.</summary>
    public static readonly RpcErrorDetails None = new([], "", null);

    private const int MaxRanges = 64;

    /// <summary>Decodes the trailer's value. Details that cannot be read are left out: they only add to the message.</summary>
    public static RpcErrorDetails Decode(string base64)
    {
        var details = None;
        foreach (var any in DetailsIn(base64))
        {
            try
            {
                using var json = JsonDocument.Parse(any.Value.Memory);
                details = details.With(any.TypeUrl, json.RootElement);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                // Not one of those that are JSON, or with text that is not Unicode.
            }
        }

        return details;
    }

    private static RepeatedField<Any> DetailsIn(string base64)
    {
        try
        {
            var padded = base64.Trim().TrimEnd('=');
            padded += new string('=', (4 - (padded.Length % 4)) % 4);
            return Protocol.Rpc.Status.Parser.ParseFrom(Convert.FromBase64String(padded)).Details;
        }
        catch (Exception e) when (e is FormatException or InvalidProtocolBufferException)
        {
            return [];
        }
    }

    private RpcErrorDetails With(string typeUrl, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return this;
        }

        return typeUrl[(typeUrl.LastIndexOf('/') + 1)..] switch
        {
            "errdefs.Source+json" => this with { Sources = [.. Sources, .. SourcesOf(json).Take(MaxRanges)] },
            "errdefs.Vertex+json" when json.TryGetProperty("digest", out var digest) && digest.ValueKind == JsonValueKind.String =>
                this with { VertexDigest = digest.GetString()! },
            "gatewayapi.ExitMessage+json" or "pb.ExitMessage+json" when Number(json, "Code") is { } code => this with { ExitCode = code },
            _ => this,
        };
    }

    private static IEnumerable<SourcePosition> SourcesOf(JsonElement json)
    {
        var file = json.TryGetProperty("info", out var info) && info.ValueKind == JsonValueKind.Object
            && info.TryGetProperty("filename", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString()! : "";
        if (!json.TryGetProperty("ranges", out var ranges) || ranges.ValueKind != JsonValueKind.Array)
        {
            yield break;
        }

        foreach (var range in ranges.EnumerateArray())
        {
            if (Line(range, "start") is { } start)
            {
                yield return new SourcePosition(file, start, Line(range, "end") ?? start);
            }
        }
    }

    private static int? Line(JsonElement range, string name) =>
        range.ValueKind == JsonValueKind.Object && range.TryGetProperty(name, out var position)
            && position.ValueKind == JsonValueKind.Object
            ? Number(position, "line") is > 0 and var line ? line : null
            : null;

    private static int? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : null;
}
