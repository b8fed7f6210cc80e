using RustContainer.Tasks.Worker;

namespace RustContainer.Tasks.Tests;

public sealed class WorkerProcessTests
{
    [Theory]
    [InlineData(150, true)]
    [InlineData(-2147450730, true)]
    [InlineData(134, false)]
    [InlineData(0, false)]
    public void A_missing_framework_is_known_by_the_exit_code_of_either_system(int exitCode, bool expected) =>
        Assert.Equal(expected, WorkerProcess.LacksFramework(exitCode));
}
