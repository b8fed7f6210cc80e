namespace RustContainer.BuildKit;

/// <summary>Reads what an engine sends, as long as something comes.</summary>
/// <param name="stream">The stream.</param>
/// <param name="what">What is waited for, for the message.</param>
internal sealed class PatientReader(Stream stream, string what)
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(5);

    /// <summary>Fills <paramref name="buffer"/>; fewer bytes at the end only.</summary>
    /// <exception cref="Contract.CodedException"><see cref="BuildKitCodes.ConnectionLost"/>.</exception>
    public async ValueTask<int> FillAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Silence);
        try
        {
            return await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw TransportErrors.NoAnswer(what, Silence, e);
        }
        catch (Exception e) when (TransportErrors.IsTransport(e))
        {
            throw TransportErrors.From(e);
        }
    }
}
