using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>A connection to an engine on another machine: <c>docker system dial-stdio</c> there, run by the user's <c>ssh</c>, as the
/// <c>docker</c> command does it. The process lives as long as the stream.</summary>
internal sealed class SshConnection : DuplexStream
{
    private const int MaxErrorLength = 2000;
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(3);

    private readonly Endpoint _endpoint;
    private readonly Process _process;
    private readonly Stream _input;
    private readonly Stream _output;
    private readonly StringBuilder _errors = new();
    private readonly Task _listening;
    private bool _answered;
    private int _disposed;

    private SshConnection(Endpoint endpoint, Process process)
    {
        _endpoint = endpoint;
        _process = process;
        _input = process.StandardInput.BaseStream;
        _output = process.StandardOutput.BaseStream;
        _listening = ListenAsync(process.StandardError);
    }

    /// <summary>Starts ssh; whether it gets through shows at the first read.</summary>
    /// <exception cref="CodedException"><see cref="BuildKitCodes.SshFailed"/>: there is no ssh.</exception>
    public static Stream Open(Endpoint endpoint)
    {
        var program = ProgramPath.Find(endpoint.SshProgram) ?? throw Failed(
            endpoint, $"there is no program '{endpoint.SshProgram}' in PATH", "Install OpenSSH's client, or use another endpoint.");
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var argument in Arguments(endpoint.Address))
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return new SshConnection(endpoint, Process.Start(start)!);
        }
        catch (Win32Exception e)
        {
            throw Failed(endpoint, $"'{program}' cannot be started: {e.Message.TrimEnd('.')}", "Install OpenSSH's client.", e);
        }
    }

    /// <summary>The arguments of ssh.</summary>
    public static IReadOnlyList<string> Arguments(EndpointAddress address)
    {
        // Nobody sits before a build: what would ask for a password or about a host's key is to fail.
        List<string> arguments = ["-o", "ConnectTimeout=30", "-o", "BatchMode=yes", "-T"];
        if (address.User.Length > 0)
        {
            arguments.AddRange(["-l", address.User]);
        }

        if (address.Port > 0)
        {
            arguments.AddRange(["-p", address.Port.ToString(CultureInfo.InvariantCulture)]);
        }

        arguments.AddRange(["--", address.Target, "docker"]);
        if (address.Path.Length > 0)
        {
            // The shell there takes the words apart again.
            arguments.Add($"--host={Quote($"unix://{address.Path}")}");
        }

        arguments.AddRange(["system", "dial-stdio"]);
        return arguments;
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var length = await _output.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (length == 0 && !_answered && !buffer.IsEmpty)
        {
            throw await EndedAsync().ConfigureAwait(false);
        }

        _answered |= length > 0;
        return length;
    }

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await _input.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
            await _input.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException) when (!_answered)
        {
            throw await EndedAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            try
            {
                _process.Kill(entireProcessTree: true);
            }
            catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
            {
                // It has ended already.
            }

            // The process leaves streams that were asked for to the collector, which may come to them late or never.
            _input.Dispose();
            _output.Dispose();
            _process.StandardError.BaseStream.Dispose();
            _process.Dispose();
        }

        base.Dispose(disposing);
    }

    private static string Quote(string word) => $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private async Task ListenAsync(StreamReader errors)
    {
        try
        {
            while (await errors.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                lock (_errors)
                {
                    _ = _errors.Length + line.Length < MaxErrorLength ? _errors.Append(line.Trim()).Append(' ') : _errors;
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // Disposed of.
        }
    }

    private async Task<CodedException> EndedAsync()
    {
        // A master connection that ssh leaves behind may keep standard error open for hours.
        await ((Task)_listening.WaitAsync(LastWords)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        string said;
        lock (_errors)
        {
            said = new string([.. _errors.ToString().Where(c => !char.IsControl(c))]).Trim();
        }

        return Failed(
            _endpoint,
            $"ssh ended before the engine answered{(said.Length > 0 ? $": {said.TrimEnd('.')}" : "")}",
            "Look whether 'ssh HOST docker system dial-stdio' works without a question there: a key in the agent, the host's key known, "
            + "a docker command of 18.09 or later, and a user who may use the engine.");
    }

    private static CodedException Failed(Endpoint endpoint, string what, string remedy, Exception? cause = null) => new(
        BuildKitCodes.SshFailed, $"The engine at {endpoint.Address} ({endpoint.Source}) is out of reach: {what}. {remedy}", cause);
}
