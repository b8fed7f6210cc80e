namespace RustContainer.Cargo.Tests.Properties;

/// <summary>Runs what must end, so that a test of something endless fails and does not hang.</summary>
public static class Deadline
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Runs on a thread of its own and rethrows what that threw.</summary>
    public static T Run<T>(Func<T> work)
    {
        var task = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Assert.True(((IAsyncResult)task).AsyncWaitHandle.WaitOne(Patience), "This does not end.");
        return task.GetAwaiter().GetResult();
    }
}
