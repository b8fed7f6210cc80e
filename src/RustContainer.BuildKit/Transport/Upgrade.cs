using System.Globalization;
using System.Text;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Turns an HTTP/1.1 connection to the engine into a raw stream, as <c>POST /grpc</c> and <c>POST /session</c> do.</summary>
internal static class Upgrade
{
    private const int MaxHeaderLength = 16 * 1024;
    private const int MaxBodyLength = 4 * 1024;

    /// <summary>Asks for the upgrade. The returned stream gives first what came after the header, and owns
    /// <paramref name="stream"/>.</summary>
    /// <exception cref="UpgradeRefusedException">The engine answered with another status than 101.</exception>
    /// <exception cref="CodedException">The answer is not HTTP, or the connection broke.</exception>
    public static async Task<Stream> RequestAsync(
        Stream stream, UpgradeRequest request, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Format(request)), limit.Token).ConfigureAwait(false);
            var (header, rest) = await ReadHeaderAsync(stream, limit.Token).ConfigureAwait(false);
            var status = StatusOf(header);
            return status == 101
                ? new PrefixedStream(rest, stream)
                : throw new UpgradeRefusedException(
                    request.Path, status, await ReadBodyAsync(stream, header, rest, limit.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw TransportErrors.NoAnswer(request.Path, patience, e);
        }
        catch (IOException e)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw TransportErrors.Lost(e);
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static string Format(UpgradeRequest request)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"POST {request.Path} HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: {request.Protocol}\r\n");
        text.Append(CultureInfo.InvariantCulture, $"Content-Length: {request.Json.Length}\r\n");
        if (request.Json.Length > 0)
        {
            text.Append("Content-Type: application/json\r\n");
        }

        foreach (var (name, value) in request.Headers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        return text.Append("\r\n").Append(request.Json).ToString();
    }

    private static async Task<(string Header, byte[] Extra)> ReadHeaderAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxHeaderLength];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                throw new EndOfStreamException("The connection was closed before the answer.");
            }

            length += read;
            var end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                return (Encoding.Latin1.GetString(buffer, 0, end), buffer[(end + 4)..length]);
            }

            if (!"HTTP/1."u8.StartsWith(buffer.AsSpan(0, Math.Min(length, 7))))
            {
                throw new NotHttpException();
            }
        }

        throw TransportErrors.Violation("the header of its answer is longer than 16 KiB");
    }

    private static int StatusOf(string header)
    {
        var parts = header.Split("\r\n", 2)[0].Split(' ', 3);
        return parts.Length >= 2 && parts[0].StartsWith("HTTP/1.", StringComparison.Ordinal)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? status
            : throw new NotHttpException();
    }

    private static async Task<string> ReadBodyAsync(Stream stream, string header, byte[] start, CancellationToken cancellationToken)
    {
        const string Field = "content-length:";
        var field = header.Split("\r\n").FirstOrDefault(line => line.StartsWith(Field, StringComparison.OrdinalIgnoreCase));
        if (field is null || !int.TryParse(field[Field.Length..].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            return Encoding.UTF8.GetString(start);
        }

        var body = new byte[Math.Min(length, MaxBodyLength)];
        var have = Math.Min(start.Length, body.Length);
        start.AsSpan(0, have).CopyTo(body);
        have += await stream.ReadAtLeastAsync(body.AsMemory(have), body.Length - have, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        return Encoding.UTF8.GetString(body, 0, have).Trim();
    }
}
