using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace RustContainer.ImageBenchmark;

/// <summary>A registry on this machine, empty, for caches.</summary>
internal sealed class CacheRegistry : IDisposable
{
    private readonly string _folder;
    private readonly Process _process;

    public CacheRegistry(BenchOptions options)
    {
        new Command(Path.Combine(options.Repository, "build", "engine", "registry.sh"), [], options.Repository).Run(out var program);
        var port = FreePort();
        Image = $"127.0.0.1:{port}/cache:latest";
        _folder = Directory.CreateDirectory(Path.Combine(options.Folder, "registry")).FullName;
        var configuration = Path.Combine(_folder, "config.yml");
        File.WriteAllText(configuration, $"""
            version: 0.1
            storage:
              filesystem:
                rootdirectory: {_folder}/data
            http:
              addr: 127.0.0.1:{port}

            """);
        _process = Process.Start(new ProcessStartInfo(program.Trim(), ["serve", configuration]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        WaitFor(port);
    }

    /// <summary>The name of a cache in it.</summary>
    public string Image { get; }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void WaitFor(int port)
    {
        for (var attempt = 0; !_process.HasExited && attempt < 100; attempt++)
        {
            try
            {
                using var client = new TcpClient();
                client.Connect(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                Thread.Sleep(100);
            }
        }

        throw new BenchException("docker-registry did not start.");
    }
}
