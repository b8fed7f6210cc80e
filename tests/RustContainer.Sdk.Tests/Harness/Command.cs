using System.Diagnostics;
using System.Text;

namespace RustContainer.Sdk.Tests.Harness;

/// <summary>A program run to its end, with what it printed on both streams in the order of arrival.</summary>
internal sealed record CommandResult(int ExitCode, string Output);

/// <summary>Runs programs without a trace of the environment that the tests themselves run in.</summary>
internal static class Command
{
    // Set by the test runner's own MSBuild and by CI services; a build under test must see a plain desk.
    private static readonly string[] Removed =
    [
        "MSBUILD_EXE_PATH", "MSBuildExtensionsPath", "MSBuildSDKsPath", "MSBuildLoadMicrosoftTargetsReadOnly", "DOTNET_HOST_PATH",
        "CI", "TF_BUILD", "GITHUB_ACTIONS", "ContinuousIntegrationBuild", "RUSTFLAGS", "CARGO_HOME", "RUSTUP_TOOLCHAIN",
    ];

    public static CommandResult Run(
        string directory, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        using var process = Start(directory, program, arguments, environment, out var output);
        process.WaitForExit();
        lock (output)
            return new CommandResult(process.ExitCode, output.ToString());
    }

    /// <summary>Starts the program and hands it out; <paramref name="output"/> fills while it runs.</summary>
    public static Process Start(
        string directory, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment,
        out StringBuilder output, Action<string>? onLine = null)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var name in Removed)
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }

        var text = output = new StringBuilder();
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;

        void Take(string? line)
        {
            if (line is null)
                return;
            lock (text)
                text.Append(line).Append('\n');
            onLine?.Invoke(line);
        }
    }
}
