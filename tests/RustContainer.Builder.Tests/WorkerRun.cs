using System.Diagnostics;
using RustContainer.Contract;

namespace RustContainer.Builder.Tests;

/// <summary>A real worker process, spoken to as the tasks speak to it.</summary>
internal sealed class WorkerRun : IDisposable
{
    private readonly Process _process;

    public WorkerRun(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(WorkerCodes).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        _process.BeginErrorReadLine();
    }

    public List<BuildEvent> Events { get; } = [];

    public int ProcessId => _process.Id;

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

    public void CloseInput() => _process.StandardInput.Close();

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
        _process.Dispose();
    }
}
