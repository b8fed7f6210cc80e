using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace RustContainer.Staging.Tests.Harness;

/// <summary>The docker command: RUSTCONTAINER_DOCKER, or the one in PATH.</summary>
internal static class Docker
{
    /// <summary>Stands for a Rust that is older than cargo's build-dir.</summary>
    public const string OldRust = "old";

    /// <summary>The image that a test means. The public registry has none of Rust 1.63 on Debian 12, an engine of build/test has.</summary>
    public static string Image(string name) =>
        name != OldRust ? name : Environment.GetEnvironmentVariable("RUSTCONTAINER_OLD_RUST") ?? "rust:1.70-bookworm";

    private static readonly string Program =
        Environment.GetEnvironmentVariable("RUSTCONTAINER_DOCKER") is { Length: > 0 } given ? given : "docker";

    /// <summary>Why engine tests cannot run here; <see langword="null"/> where they can, or must.</summary>
    public static string? Unavailable { get; } = FindUnavailable();

    public static (int ExitCode, string Output) Run(params string[] arguments) => RunUntil(null, arguments);

    /// <summary>Kills the command as soon as it says <paramref name="text"/>.</summary>
    public static (int ExitCode, string Output) RunUntil(string? text, params string[] arguments)
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
            if (text is not null && line?.Contains(text, StringComparison.Ordinal) == true)
                process.Kill(entireProcessTree: true);
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
