using System.Diagnostics;
using System.Text;
using System.Text.Json;
using RustContainer.Contract;

namespace RustContainer.Tasks.Worker;

/// <summary>
/// One run of the worker: started on a plan, listened to line by line, ended by closing its standard input. The pipe closes with this
/// process however it ends, so a killed MSBuild leaves no build behind.
/// </summary>
internal sealed class WorkerProcess
{
    private const int FrameworkMissingExitCode = unchecked((int)0x80008096); // hostfxr's FrameworkMissingFailure
    private const int MaxErrorCharacters = 4000;
    private static readonly TimeSpan CancelPatience = TimeSpan.FromSeconds(20);
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string _host;
    private readonly string _assembly;

    /// <summary>Prepares to run <paramref name="assembly"/> with the .NET host <paramref name="host"/>.</summary>
    public WorkerProcess(string host, string assembly)
    {
        if (host.Length == 0 || !File.Exists(host))
            throw new CodedException(TaskCodes.HostUnknown,
                $"The .NET host '{host}' that runs the build worker does not exist. Build with the dotnet command or Visual Studio 2026, which set DOTNET_HOST_PATH, or set that property to the path of dotnet.");
        _host = host;
        _assembly = assembly;
    }

    /// <summary>
    /// Runs the worker to its end and hands every event to <paramref name="onEvent"/>, in order, on the caller's thread.
    /// </summary>
    /// <returns>How the build ended.</returns>
    /// <exception cref="CodedException">The worker could not run, crashed or said something that is no event.</exception>
    public BuildOutcome Run(IEnumerable<string> arguments, Action<BuildEvent> onEvent, CancellationToken cancellation)
    {
        using var process = Start(arguments);
        var errors = new BoundedText(MaxErrorCharacters);
        process.ErrorDataReceived += (_, line) => errors.Append(line.Data);
        process.BeginErrorReadLine();

        using var patience = new Timer(_ => Kill(process));
        using var registration = cancellation.Register(() =>
        {
            process.StandardInput.Close();
            patience.Change(CancelPatience, Timeout.InfiniteTimeSpan);
        });
        try
        {
            var outcome = Listen(process.StandardOutput, onEvent);
            if (!process.WaitForExit(CancelPatience))
                Kill(process);
            process.WaitForExit(); // only this one waits for the last of standard error, too
            return outcome ?? (cancellation.IsCancellationRequested ? BuildOutcome.Cancelled : throw Crashed(process.ExitCode, errors.ToString()));
        }
        catch
        {
            Kill(process);
            throw;
        }
    }

    /// <summary>Whether the .NET host found no shared framework that the worker needs.</summary>
    /// <param name="exitCode">What the host ended with; Unix keeps the last byte.</param>
    internal static bool LacksFramework(int exitCode) => exitCode is FrameworkMissingExitCode or (FrameworkMissingExitCode & 0xff);

    private Process Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(_host)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Utf8,
            StandardErrorEncoding = Utf8,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        start.ArgumentList.Add(_assembly);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new CodedException(TaskCodes.WorkerCrashed, $"The build worker '{_assembly}' could not be started with '{_host}': {e.Message}. Restore the project again.", e);
        }
    }

    private static BuildOutcome? Listen(StreamReader output, Action<BuildEvent> onEvent)
    {
        while (output.ReadLine() is { } line)
        {
            var buildEvent = Parse(line);
            if (buildEvent is Finished finished)
                return finished.Outcome;
            onEvent(buildEvent);
        }

        return null;
    }

    private static BuildEvent Parse(string line)
    {
        try
        {
            return ContractJson.ReadEvent(line);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            var shown = line.Length <= 200 ? line : line[..200] + "…";
            throw new CodedException(TaskCodes.WorkerUnreadable,
                $"The build worker printed '{shown}', which is no event. Something wrote to its standard output: look for a profiler or a startup hook in DOTNET_STARTUP_HOOKS.", e);
        }
    }

    private static CodedException Crashed(int exitCode, string errors) => LacksFramework(exitCode)
        ? new CodedException(TaskCodes.RuntimeMissing,
            $"The build worker needs the ASP.NET Core runtime 10.0 or later, which this .NET installation lacks. Install the .NET SDK, or the package aspnetcore-runtime-10.0. {errors}")
        : new CodedException(TaskCodes.WorkerCrashed,
            $"The build worker ended with exit code {exitCode} and no result. Build again; if it ends so again, report it with this text: {errors}");

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended already.
        }
    }
}
