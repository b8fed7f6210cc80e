using System.Diagnostics;
using RustContainer.Contract;

namespace RustContainer.Builder.Tests;

/// <summary>A real worker process, spoken to as the tasks speak to it.</summary>
internal sealed class WorkerRun : IDisposable
{
    private readonly Process _process;
    private readonly string _temp = Directory.CreateTempSubdirectory("rustcontainer-worker-temp-").FullName;

    public WorkerRun(params string[] arguments)
    {
        // Whoever runs the tests in the background ignores SIGINT, and so would all of their children.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TMPDIR"] = _temp;
        start.ArgumentList.Add(typeof(WorkerCodes).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        _process.BeginErrorReadLine();
    }

    public List<BuildEvent> Events { get; } = [];

    private int ProcessId => _process.Id;

    /// <summary>Reads events until one fits, or the worker has ended.</summary>
    public BuildEvent? ReadUntil(Func<BuildEvent, bool> fits)
    {
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            Events.Add(ContractJson.ReadEvent(line));
            if (fits(Events[^1]))
                return Events[^1];
        }

        return null;
    }

    /// <summary>What it has left in the folder of temporary files.</summary>
    public IEnumerable<string> TempFiles => Directory.EnumerateFileSystemEntries(_temp);

    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>Sends a signal, such as <c>INT</c>.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{ProcessId}"]);
        kill.WaitForExit();
    }

    /// <summary>Reads to the end.</summary>
    public int Wait()
    {
        ReadUntil(_ => false);
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_temp, recursive: true);
    }
}
