namespace RustContainer.Tasks.Results;

/// <summary>
/// Lets one build at a time use a project's staging folder: an IDE and a command line, or one project with two sets of properties. Without
/// it one would record the other's result as its own.
/// </summary>
internal static class StagingLock
{
    private const int RetryMilliseconds = 50;

    /// <summary>Waits until the folder is free. It is free again when the result is disposed, or this process has ended.</summary>
    /// <param name="stagingDirectory">The staging folder; the lock lies beside it.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static FileStream Take(string stagingDirectory, CancellationToken cancellation)
    {
        var path = Path.TrimEndingDirectorySeparator(stagingDirectory) + ".lock";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (IsHeld(e))
            {
                cancellation.WaitHandle.WaitOne(RetryMilliseconds);
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    // ERROR_SHARING_VIOLATION on Windows, EAGAIN elsewhere; whatever else is wrong does not pass by waiting.
    private static bool IsHeld(IOException error) =>
        error.HResult is unchecked((int)0x80070020) or LinuxTryAgain or AppleTryAgain;

    private const int LinuxTryAgain = 11;
    private const int AppleTryAgain = 35;
}
