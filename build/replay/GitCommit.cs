namespace RustContainer.Replay;

/// <summary>A commit on the first-parent line.</summary>
/// <param name="Id">Its full id.</param>
/// <param name="Date">The day it was committed, as 2026-08-21.</param>
/// <param name="Subject">The first line of its message.</param>
internal sealed record GitCommit(string Id, string Date, string Subject)
{
    public string ShortId => Id[..10];
}
