namespace RustContainer.Sdk.Tests.Harness;

/// <summary>The engine under test, as a user with a docker command would look at it. The SDK itself never runs that command.</summary>
internal static class Docker
{
    private static readonly string Program = Environment.GetEnvironmentVariable("RUSTCONTAINER_DOCKER") is { Length: > 0 } given ? given : "docker";

    /// <summary>Why engine tests cannot run here; <see langword="null"/> where they can, or must.</summary>
    public static string? Unavailable { get; } = FindUnavailable();

    public static CommandResult Run(params string[] arguments) => Command.Run(Path.GetTempPath(), Program, arguments);

    public static string Succeed(params string[] arguments)
    {
        var result = Run(arguments);
        Assert.True(result.ExitCode == 0, $"docker {string.Join(' ', arguments)}: {result.Output}");
        return result.Output.Trim();
    }

    public static bool HasImage(string name) => Run("image", "inspect", name).ExitCode == 0;

    private static string? FindUnavailable()
    {
        if (Environment.GetEnvironmentVariable("RUSTCONTAINER_ENGINE") == "required")
            return null;
        try
        {
            return Run("version").ExitCode == 0 ? null : "no Docker engine answers; start one, or run build/test, which does";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "there is no docker command; run build/test, which brings one";
        }
    }
}
