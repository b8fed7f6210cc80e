using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Lets an engine push an image of its own: <c>POST /images/NAME/push</c>, which answers a line of JSON for each thing that
/// happens, errors among them.</summary>
internal static class ImagePush
{
    private const int MaxLineLength = 1 << 20;
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(5);

    /// <summary>Pushes an image and waits for the end.</summary>
    /// <param name="api">The engine.</param>
    /// <param name="image">The image's name with registry and tag.</param>
    /// <param name="credentials">What registries are shown.</param>
    /// <param name="cancellationToken">Cancels the push.</param>
    /// <returns>The digest of the manifest in the registry.</returns>
    /// <exception cref="CodedException"><see cref="BuildKitCodes.RegistryRefused"/>, <see cref="BuildKitCodes.PushFailed"/>, or the engine
    /// does not answer.</exception>
    public static async Task<string> RunAsync(
        EngineApi api, string image, RegistryCredentials credentials, CancellationToken cancellationToken)
    {
        var tag = image.LastIndexOf(':');
        var registry = RegistryHost.OfImage(image);
        var shown = await credentials.FindAsync(registry, cancellationToken).ConfigureAwait(false);
        using var response = await api.StartPushAsync(image[..tag], image[(tag + 1)..], HeaderFor(registry, shown), cancellationToken)
            .ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw RegistryErrors.NotPushed(image, credentials, await EngineApi.ErrorInAsync(response, cancellationToken).ConfigureAwait(false));
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Silence);
        var digest = "";
        try
        {
            var lines = PipeReader.Create(await response.Content.ReadAsStreamAsync(limit.Token).ConfigureAwait(false));
            await foreach (var line in LinesAsync(lines, limit.Token).ConfigureAwait(false))
            {
                limit.CancelAfter(Silence);
                digest = Take(line, image, credentials) ?? digest;
            }
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw TransportErrors.NoAnswer("push", Silence, e);
        }
        catch (Exception e) when (TransportErrors.IsTransport(e))
        {
            throw TransportErrors.From(e);
        }

        return digest.Length > 0 ? digest : throw TransportErrors.Violation($"it pushed '{image}' and told no digest");
    }

    /// <summary>The value of X-Registry-Auth, which engines want even where there is nothing to say.</summary>
    public static string HeaderFor(string registry, RegistryCredential? shown)
    {
        var server = registry == RegistryHost.DockerHub ? RegistryHost.DockerHubKey : registry;
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            if (shown is { IsIdentityToken: true })
            {
                writer.WriteString("identitytoken", shown.Secret);
            }
            else if (shown is not null)
            {
                writer.WriteString("username", shown.UserName);
                writer.WriteString("password", shown.Secret);
            }

            writer.WriteString("serveraddress", server);
            writer.WriteEndObject();
        }

        // Go's URL encoding keeps the padding, and engines before 23.0 insist on it.
        var text = Base64Url.EncodeToString(json.WrittenSpan);
        return text.PadRight((text.Length + 3) / 4 * 4, '=');
    }

    private static string? Take(ReadOnlySequence<byte> line, string image, RegistryCredentials credentials)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            var detail = JsonFile.Property(root, "errorDetail") is { } details ? JsonFile.Text(details, "message") : null;
            if ((JsonFile.Text(root, "error") ?? detail) is { } error)
            {
                throw RegistryErrors.NotPushed(image, credentials, error);
            }

            return JsonFile.Property(root, "aux") is { } aux ? JsonFile.Text(aux, "Digest") : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw TransportErrors.Violation("a line of a push is not JSON", e);
        }
    }

    private static async IAsyncEnumerable<ReadOnlySequence<byte>> LinesAsync(
        PipeReader reader, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                if (!IsBlank(rest.Slice(0, end)))
                {
                    yield return rest.Slice(0, end);
                }

                rest = rest.Slice(rest.GetPosition(1, end));
            }

            if (rest.Length > MaxLineLength)
            {
                throw TransportErrors.Violation("a line of a push is longer than 1 MiB");
            }

            if (read.IsCompleted)
            {
                if (!IsBlank(rest))
                {
                    yield return rest;
                }

                yield break;
            }

            reader.AdvanceTo(rest.Start, rest.End);
        }
    }

    private static bool IsBlank(ReadOnlySequence<byte> line) => line.Length < 3 && string.IsNullOrWhiteSpace(Encoding.UTF8.GetString(line));
}
