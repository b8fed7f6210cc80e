using System.Diagnostics;
using RustContainer.Sdk.Tests.Harness;

namespace RustContainer.Sdk.Tests;

/// <summary>Whoever goes away leaves nothing running and no cache locked.</summary>
[Trait("Needs", "engine")]
public sealed class CancelTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    [EngineTheory]
    [InlineData("INT")]
    [InlineData("KILL")]
    public void A_build_that_is_cancelled_or_killed_in_mid_compile_stops_in_the_engine_too(string signal)
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        var marker = $"rustcontainer-test-{Guid.NewGuid():n}";
        // Runs for ever under a name that can be looked for, and says so first.
        folder.Write("build.rs", $$"""
            fn main() {
                if std::path::Path::new("stop.txt").exists() { return; }
                eprintln!("cargo is held");
                std::process::Command::new("sh").args(["-c", "sleep 100000; : {{marker}}"]).status().unwrap();
            }
            """);

        using var started = new ManualResetEventSlim();
        // Whoever runs the tests in the background ignores SIGINT, and so would all of their children.
        string[] command = ["--default-signal=INT", "dotnet", "build", "-nr:false", "-v:n"];
        using var build = Command.Start(folder.Root, "env", command, null, out var output,
            line => { if (line.Contains("Compiling app", StringComparison.Ordinal)) started.Set(); });
        Assert.True(started.Wait(Bound), output.ToString());
        Assert.True(WaitFor(() => IsRunning(marker)), $"The step never started.\n{output}");

        var clock = Stopwatch.StartNew();
        Assert.Equal(0, Command.Run(folder.Root, "kill", [$"-{signal}", $"{build.Id}"]).ExitCode);
        Assert.True(build.WaitForExit(Bound), "dotnet did not end");
        Assert.True(WaitFor(() => !IsRunning(marker)), "The step still runs in the engine.");
        var stopped = clock.Elapsed;

        // The cache mount is free when the next build gets it.
        folder.Write("stop.txt", "");
        folder.DotNet("build").Succeeded();
        Assert.Equal("hello", folder.RunProgram("bin/Debug/app"));
        Console.WriteLine($"signal {signal}: the step had ended after {stopped.TotalSeconds:0.00} s");
    }

    private static bool IsRunning(string marker) => Directory.EnumerateDirectories("/proc")
        .Where(folder => int.TryParse(Path.GetFileName(folder), out _))
        .Any(folder => CommandLine(folder).Contains(marker, StringComparison.Ordinal));

    private static string CommandLine(string processFolder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(processFolder, "cmdline"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static bool WaitFor(Func<bool> condition) => SpinWait.SpinUntil(condition, Bound);
}
