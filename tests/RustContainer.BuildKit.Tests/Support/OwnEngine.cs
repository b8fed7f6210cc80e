using System.Diagnostics;

namespace RustContainer.BuildKit.Tests;

/// <summary>An engine of a test's own, which it may stop. It has no images.</summary>
public sealed class OwnEngine : IDisposable
{
    private readonly string _name = $"own-{Guid.NewGuid():N}"[..12];

    public OwnEngine() => Start();

    /// <summary>Where it listens.</summary>
    public string Address => $"unix:///run/rustcontainer-engine-{_name}.sock";

    /// <summary>The script that starts engines; <see langword="null"/> where the tests do not run in their repository.</summary>
    public static string? Script { get; } = FindScript();

    /// <summary>Starts it, and waits until it answers.</summary>
    public void Start() => Run("up", "--name", _name);

    /// <summary>Asks it to stop, as a service manager does, and does not wait.</summary>
    public void Stop() => Process.Start("kill", [File.ReadAllText($"/var/lib/rustcontainer-engine/{_name}/dockerd.pid")])!.WaitForExit();

    public void Dispose() => Run("down", "--name", _name);

    private static void Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Script!, arguments) { RedirectStandardOutput = true })!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private static string? FindScript()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var script = Path.Combine(folder.FullName, "build", "engine", "engine.sh");
            if (File.Exists(script))
                return script;
        }

        return null;
    }
}
