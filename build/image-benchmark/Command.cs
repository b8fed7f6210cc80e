using System.Diagnostics;

namespace RustContainer.ImageBenchmark;

/// <summary>A command that is run and may be measured.</summary>
/// <param name="Program">The program.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Directory">Where it runs.</param>
internal sealed record Command(string Program, IReadOnlyList<string> Arguments, string Directory)
{
    /// <summary>The engine that it speaks to; <see langword="null"/> for the one that all others use.</summary>
    public string? Engine { get; init; }

    /// <summary>Runs it and gives how long that took, from its start to its end, in seconds.</summary>
    /// <exception cref="BenchException">It failed.</exception>
    public double Run() => Run(out _);

    /// <summary>Runs it and gives how long that took, in seconds, and what it printed.</summary>
    /// <exception cref="BenchException">It failed.</exception>
    public double Run(out string output)
    {
        var start = new ProcessStartInfo(Program, Arguments)
        {
            WorkingDirectory = Directory,
            RedirectStandardInput = true, // stays open: our worker ends with it
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (Engine is not null)
            start.Environment["DOCKER_HOST"] = Engine;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var seconds = watch.Elapsed.TotalSeconds;
        return process.ExitCode == 0
            ? seconds
            : throw new BenchException($"{Program} {string.Join(' ', Arguments)} in {Directory} ended with {process.ExitCode}:\n{output}\n{errors.Result}");
    }
}
