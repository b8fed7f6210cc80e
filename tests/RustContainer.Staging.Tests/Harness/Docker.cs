using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace RustContainer.Staging.Tests.Harness;

/// <summary>The docker command: RUSTCONTAINER_DOCKER, or the one in PATH.</summary>
internal static class Docker
{
    private static readonly string Program =
        Environment.GetEnvironmentVariable("RUSTCONTAINER_DOCKER") is { Length: > 0 } given ? given : "docker";

    /// <summary>Why engine tests cannot run here; <see langword="null"/> where they can, or must.</summary>
    public static string? Unavailable { get; } = FindUnavailable();

    public static (int ExitCode, string Output) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = new Process { StartInfo = start };
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        return (process.ExitCode, output.ToString());

        void Take(string? line)
        {
            lock (output)
                output.Append(line).Append(line is null ? "" : "\n");
        }
    }

    public static string Succeed(params string[] arguments)
    {
        var (exitCode, output) = Run(arguments);
        Assert.True(exitCode == 0, $"docker {string.Join(' ', arguments)}:\n{output}");
        return output;
    }

    private static string? FindUnavailable()
    {
        if (Environment.GetEnvironmentVariable("RUSTCONTAINER_ENGINE") == "required")
            return null;
        try
        {
            return Run("version").ExitCode == 0 ? null : "no Docker engine answers";
        }
        catch (Win32Exception)
        {
            return "there is no docker command";
        }
    }
}
