namespace RustContainer.BuildKit.Tests;

/// <summary>A file of a build context whose content never comes.</summary>
internal sealed class NeverRead : DuplexStream
{
    public NeverRead() => Entry = new SyncEntry { Path = "f", Size = 1, Open = () => this };

    /// <summary>The file.</summary>
    public SyncEntry Entry { get; }

    /// <summary>BuildKit asked for it.</summary>
    public event Action? Begun;

    /// <summary>Whether nobody reads it any more.</summary>
    public bool IsClosed { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Begun?.Invoke();
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return 0;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        IsClosed = true;
        base.Dispose(disposing);
    }
}
