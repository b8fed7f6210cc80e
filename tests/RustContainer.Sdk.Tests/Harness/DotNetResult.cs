using System.Text.RegularExpressions;
using Microsoft.Build.Logging.StructuredLogger;

namespace RustContainer.Sdk.Tests.Harness;

/// <summary>What a dotnet command printed and what its binary log holds.</summary>
internal sealed partial record DotNetResult(int ExitCode, string Output, Build Log, IReadOnlyList<LoggedEvent> Events)
{
    public IReadOnlyList<Error> Errors { get; } = Log.FindChildrenRecursive<Error>();

    public IReadOnlyList<Warning> Warnings { get; } = Log.FindChildrenRecursive<Warning>();

    private IReadOnlyList<string> Messages { get; } = [.. Log.FindChildrenRecursive<Message>().Select(message => message.Text)];

    /// <summary>Whether a worker was started at all.</summary>
    public bool StartedWorker => Messages.Any(text => text.StartsWith("Starting the build worker", StringComparison.Ordinal));

    /// <summary>The packages that cargo compiled, by its own words.</summary>
    public IReadOnlyList<string> Compiled =>
        [.. Messages.Select(text => Compiling().Match(text)).Where(match => match.Success).Select(match => match.Groups[1].Value).Distinct().Order()];

    /// <summary>The steps that BuildKit began to run, by their names in the Dockerfile; cached ones not.</summary>
    public IReadOnlyList<string> Steps => [.. EventsOf("StepStarted").Select(started => started["name"]!)];

    /// <summary>The facts of every event of a type.</summary>
    public IReadOnlyList<IDictionary<string, string?>> EventsOf(string type) =>
        [.. Events.Where(logged => logged.Type == "RustContainer." + type).Select(logged => logged.Facts)];

    public DotNetResult Succeeded()
    {
        Assert.True(ExitCode == 0, Output);
        return this;
    }

    public DotNetResult Failed()
    {
        Assert.True(ExitCode != 0, $"The command succeeded:\n{Output}");
        return this;
    }

    /// <summary>The one error, which has <paramref name="code"/>.</summary>
    public Error SingleError(string code)
    {
        Failed();
        Assert.True(Errors.Count == 1 && Errors[0].Code == code, $"Expected one {code}, found {string.Join("\n", Errors.Select(e => e.ToString()))}\n{Output}");
        return Errors[0];
    }

    [GeneratedRegex(@"^\s*Compiling (\S+) v")]
    private static partial Regex Compiling();
}
