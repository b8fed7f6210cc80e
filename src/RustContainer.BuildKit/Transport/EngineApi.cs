using System.Net;
using System.Text;
using System.Text.Json;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>The few parts of the Docker Engine's REST API that BuildKit does not cover.</summary>
public sealed class EngineApi : IDisposable
{
    private const int MaxAnswerLength = 8 << 20;
    private static readonly TimeSpan DefaultLimit = TimeSpan.FromMinutes(2);

    private readonly HttpClient _http;
    private readonly Endpoint _endpoint;

    /// <summary>Speaks to the engine at <paramref name="endpoint"/>; connects at the first request.</summary>
    public EngineApi(Endpoint endpoint)
    {
        _endpoint = endpoint;
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, token) => await endpoint.ConnectAsync(token).ConfigureAwait(false),
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
        })
        {
            BaseAddress = new Uri("http://docker/"),
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxAnswerLength,
        };
    }

    /// <summary>How long an answer may take, but for that to <see cref="StartSaveAsync"/>.</summary>
    internal TimeSpan Limit { get; init; } = DefaultLimit;

    /// <summary>The engine's version.</summary>
    /// <exception cref="CodedException">It does not answer, or not as an engine does.</exception>
    public async Task<EngineVersion> VersionAsync(CancellationToken cancellationToken)
    {
        // The first request of all: what takes connections and never answers must not hold the build for long.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_endpoint.Patience);
        try
        {
            using var response = await SendAsync(HttpMethod.Get, "version", limit.Token).ConfigureAwait(false);
            return await ReadAsync(response, ReadVersion, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw TransportErrors.NoAnswer("version", _endpoint.Patience, e);
        }
    }

    /// <summary>The id of an image, <c>sha256:…</c>; <see langword="null"/> where the engine has none of that name.</summary>
    /// <param name="name">Its name, with or without tag, or an id.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="CodedException">The engine does not answer, or refuses.</exception>
    public async Task<string?> FindImageAsync(string name, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, $"images/{Escape(name)}/json", cancellationToken).ConfigureAwait(false);
        return response.StatusCode == HttpStatusCode.NotFound
            ? null
            : await ReadAsync(response, root => root.GetProperty("Id").GetString(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The size of an image in the engine, in bytes; <see langword="null"/> where it has none of that name.</summary>
    /// <param name="name">Its name, with or without tag, or an id.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="CodedException">The engine does not answer, or refuses.</exception>
    public async Task<long?> ImageSizeAsync(string name, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, $"images/{Escape(name)}/json", cancellationToken).ConfigureAwait(false);
        return response.StatusCode == HttpStatusCode.NotFound
            ? null
            : await ReadAsync<long?>(response, root => root.GetProperty("Size").GetInt64(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives an image a further name.</summary>
    /// <exception cref="CodedException">The engine does not answer, or refuses.</exception>
    public async Task TagImageAsync(string name, string repository, string tag, CancellationToken cancellationToken)
    {
        var query = $"repo={Uri.EscapeDataString(repository)}&tag={Uri.EscapeDataString(tag)}";
        using var response = await SendAsync(HttpMethod.Post, $"images/{Escape(name)}/tag?{query}", cancellationToken)
            .ConfigureAwait(false);
        await ThrowUnlessSuccessAsync(response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes a name of an image, and the image with its last name; whether there was one.</summary>
    /// <exception cref="CodedException">The engine does not answer, or refuses.</exception>
    public async Task<bool> RemoveImageAsync(string name, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Delete, $"images/{Escape(name)}", cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }

        await ThrowUnlessSuccessAsync(response, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Prepares a command in a container that runs, its streams attached.</summary>
    /// <param name="container">The container's name or id.</param>
    /// <param name="command">Program and arguments.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The id under which the command is started.</returns>
    /// <exception cref="CodedException">The engine does not answer, or refuses.</exception>
    internal async Task<string> CreateExecAsync(string container, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var list = string.Join(',', command.Select(word => $"\"{JsonEncodedText.Encode(word)}\""));
        var body = $$"""{"AttachStdin":true,"AttachStdout":true,"AttachStderr":true,"Tty":false,"Cmd":[{{list}}]}""";
        using var response = await SendAsync(HttpMethod.Post, $"containers/{Escape(container)}/exec", cancellationToken, body)
            .ConfigureAwait(false);
        return Escape(
            await ReadAsync(response, root => root.GetProperty("Id").GetString() ?? "", cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Begins to push an image; the answer's body tells what happens. The caller disposes of it.</summary>
    /// <param name="repository">Its name without the tag.</param>
    /// <param name="tag">The tag.</param>
    /// <param name="authorization">The value of X-Registry-Auth.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="CodedException">The engine does not answer.</exception>
    internal Task<HttpResponseMessage> StartPushAsync(
        string repository, string tag, string authorization, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"images/{Escape(repository)}/push?tag={Uri.EscapeDataString(tag)}");
        request.Headers.Add("X-Registry-Auth", authorization);
        return SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Limit, cancellationToken);
    }

    /// <summary>Begins to save an image; the answer's body is a tar. The caller disposes of it.</summary>
    /// <param name="name">Its name with the tag.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="CodedException">The engine does not answer, or refuses.</exception>
    internal async Task<HttpResponseMessage> StartSaveAsync(string name, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"images/{Escape(name)}/get");

        // The engine says nothing until it has copied all layers, which takes as long as there are many.
        var response = await SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Timeout.InfiniteTimeSpan, cancellationToken)
            .ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw Refused(response, await ErrorInAsync(response, cancellationToken).ConfigureAwait(false));
        }
    }

    /// <summary>What an answer that is no success says.</summary>
    internal static async Task<string> ErrorInAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(DefaultLimit);
        try
        {
            await response.Content.LoadIntoBufferAsync(MaxAnswerLength, limit.Token).ConfigureAwait(false);
            return MessageIn(await response.Content.ReadAsStringAsync(limit.Token).ConfigureAwait(false));
        }
        catch (Exception e) when (TransportErrors.IsTransport(e))
        {
            throw TransportErrors.From(e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw TransportErrors.NoAnswer("with the end of an error", DefaultLimit, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, CancellationToken cancellationToken, string? json = null)
    {
        var request = new HttpRequestMessage(method, path);
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        return SendAsync(request, HttpCompletionOption.ResponseContentRead, Limit, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, HttpCompletionOption completion, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var _ = request;
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(limit);
        try
        {
            return await _http.SendAsync(request, completion, limited.Token).ConfigureAwait(false);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.InvalidResponse)
        {
            throw NotAnEngine(e);
        }
        catch (Exception e) when (TransportErrors.IsTransport(e))
        {
            throw TransportErrors.From(e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw TransportErrors.NoAnswer(request.RequestUri!.OriginalString, limit, e);
        }
    }

    private async Task<T> ReadAsync<T>(HttpResponseMessage response, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        await ThrowUnlessSuccessAsync(response, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var document = JsonDocument.Parse(body);
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw NotAnEngine(e);
        }
    }

    private async Task ThrowUnlessSuccessAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        var body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        throw Refused(response, MessageIn(body));
    }

    private CodedException Refused(HttpResponseMessage response, string message) => new(
        BuildKitCodes.EngineRequestFailed,
        $"The engine at {_endpoint.Address} refused {response.RequestMessage?.RequestUri?.PathAndQuery} with status "
        + $"{(int)response.StatusCode}: {message}. Look whether the name is right and what the engine's log says.");

    private static EngineVersion ReadVersion(JsonElement root) => new(
        PeerText.Shown(root.GetProperty("Version").GetString() ?? ""),
        System.Version.TryParse(root.GetProperty("ApiVersion").GetString(), out var api)
            ? api : throw new FormatException("No API version."),
        PeerText.Shown(root.GetProperty("Os").GetString() ?? ""),
        PeerText.Shown(root.GetProperty("Arch").GetString() ?? ""),
        root.TryGetProperty("Components", out var parts) && parts.ValueKind == JsonValueKind.Array
            ? [.. parts.EnumerateArray().Select(p => p.GetProperty("Name").GetString() ?? "")]
            : []);

    private static string MessageIn(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return PeerText.Shown(document.RootElement.GetProperty("message").GetString()?.TrimEnd('.') ?? body);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return PeerText.Shown(body.Trim().TrimEnd('.'));
        }
    }

    private static string Escape(string name)
    {
        // A slash is part of the name; two dots would walk to another resource.
        return name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || "._-/:@".Contains(c, StringComparison.Ordinal))
            && !name.Split('/').Any(part => part is "" or "." or "..")
            ? name
            : throw new CodedException(
                BuildKitCodes.EngineRequestFailed,
                $"'{name}' is not the name of an image. Use letters, digits and . _ - / : @ only.");
    }

    private CodedException NotAnEngine(Exception cause) => new(
        BuildKitCodes.NoBuildKit,
        $"What answers at {_endpoint.Address} ({_endpoint.Source}) is no Docker Engine. "
        + "Point BuildKitEndpoint or DOCKER_HOST at one (23.0 or later).",
        cause);
}
