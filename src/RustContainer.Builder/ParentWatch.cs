namespace RustContainer.Builder;

/// <summary>Cancels when standard input closes: the caller asked to stop, or is gone.</summary>
internal static class ParentWatch
{
    /// <summary>Watches on a thread of its own, which does not keep the process alive.</summary>
    public static void Start(Stream input, CancellationTokenSource cancellation) => new Thread(() =>
    {
        try
        {
            Span<byte> ignored = stackalloc byte[256];
            while (input.Read(ignored) > 0)
            {
                // Nothing that is written here means anything.
            }

            cancellation.Cancel();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The process ends.
        }
    })
    { IsBackground = true, Name = "parent watch" }.Start();
}
