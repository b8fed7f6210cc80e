using System.Text;

namespace RustContainer.BuildKit.Tests;

/// <summary>Holds up what passes a relay. What is held is dropped, so that the relay sees who goes away meanwhile.</summary>
public sealed class RelayGate
{
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[]? _breaksAt;

    /// <summary>How many bytes of a connection pass on the way to the engine.</summary>
    public long MaxUp { get; set; } = long.MaxValue;

    /// <summary>How many bytes of a connection pass on the way from the engine.</summary>
    public long MaxDown { get; set; } = long.MaxValue;

    /// <summary>Ends when something is held for the first time.</summary>
    public Task Held => _held.Task;

    /// <summary>Lets nothing pass any more, and leaves all connections open.</summary>
    public void Close() => MaxUp = MaxDown = 0;

    /// <summary>Breaks the next connection on which this passes, just after it.</summary>
    public void BreakAt(string text) => _breaksAt = Encoding.ASCII.GetBytes(text);

    internal bool Breaks(ReadOnlySpan<byte> bytes) =>
        _breaksAt is { } text && bytes.IndexOf(text) >= 0 && Interlocked.CompareExchange(ref _breaksAt, null, text) == text;

    internal bool Passes(bool isUp, long total)
    {
        if (total <= (isUp ? MaxUp : MaxDown))
            return true;
        _held.TrySetResult();
        return false;
    }
}
