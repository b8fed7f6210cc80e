using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Asks a <c>docker-credential-NAME</c> program, in the protocol of docker-credential-helpers: the registry on its standard
/// input, JSON on its standard output.</summary>
internal static class DockerCredentialHelper
{
    private const int MaxAnswerLength = 1 << 20;

    /// <summary>What the helper knows of a registry; <see langword="null"/> where it knows nothing.</summary>
    /// <param name="name">The part of its name after <c>docker-credential-</c>.</param>
    /// <param name="key">The registry, as Docker's config.json would name it.</param>
    /// <param name="folders">Where it is looked for, as PATH has it.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancellationToken">Ends it; the program is gone when this method has thrown.</param>
    /// <exception cref="CodedException"><see cref="BuildKitCodes.CredentialsUnreadable"/>. The message repeats nothing that the helper
    /// said, which could be the secret.</exception>
    public static async Task<RegistryCredential?> AskAsync(string name, string key, string folders, TimeSpan limit, CancellationToken cancellationToken)
    {
        var program = $"docker-credential-{name}";
        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || "._-".Contains(c, StringComparison.Ordinal)))
        {
            throw Failed(program, key, "its name holds other characters than letters, digits, '.', '_' and '-'");
        }

        var path = ProgramPath.Find(program, folders) ?? throw Failed(program, key, "there is no such program in PATH");
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limit);
        using var process = Start(path, program, key);
        try
        {
            var (exitCode, answer) = await RunAsync(process, key, timeout.Token).ConfigureAwait(false);
            return exitCode == 0 ? Read(answer, program, key)
                : answer.Contains("credentials not found", StringComparison.OrdinalIgnoreCase) ? null
                : throw Failed(program, key, $"it ended with exit code {exitCode}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(program, key, $"it did not answer within {limit.TotalSeconds:0.#} s");
        }
        catch (InvalidDataException)
        {
            throw Failed(program, key, "its answer is longer than 1 MiB");
        }
        catch (IOException e)
        {
            throw Failed(program, key, "its output cannot be read", e);
        }
        finally
        {
            End(process);
        }
    }

    private static Process Start(string path, string program, string key)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        try
        {
            return Process.Start(new ProcessStartInfo(path, ["get"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardInputEncoding = utf8,
                StandardOutputEncoding = utf8,
                UseShellExecute = false,
                CreateNoWindow = true,
            })!;
        }
        catch (Win32Exception e)
        {
            throw Failed(program, key, $"it cannot be started ({e.Message.TrimEnd('.')})", e);
        }
    }

    private static async Task<(int ExitCode, string Answer)> RunAsync(Process process, string key, CancellationToken cancellationToken)
    {
        // Read and dropped: a helper that chats must not stop at a full pipe.
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        try
        {
            await process.StandardInput.WriteAsync(key.AsMemory(), cancellationToken).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended, or knows its answer without the question.
        }

        var answer = new StringBuilder();
        var buffer = new char[4096];
        while (await process.StandardOutput.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var length and > 0)
        {
            answer.Append(buffer, 0, length);
            if (answer.Length > MaxAnswerLength)
            {
                throw new InvalidDataException();
            }
        }

        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        return (process.ExitCode, answer.ToString());
    }

    private static RegistryCredential? Read(string answer, string program, string key)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            var user = JsonFile.Text(document.RootElement, "Username") ?? "";
            return JsonFile.Text(document.RootElement, "Secret") is { Length: > 0 } secret ? RegistryCredential.Of(user, secret, program) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Failed(program, key, "its answer is not JSON");
        }
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended already.
        }

        // The process leaves streams that were asked for to the collector, which may come to them late or never.
        process.StandardInput.BaseStream.Dispose();
        process.StandardOutput.BaseStream.Dispose();
        process.StandardError.BaseStream.Dispose();
    }

    private static CodedException Failed(string program, string key, string what, Exception? cause = null) => new(
        BuildKitCodes.CredentialsUnreadable,
        $"Docker's config.json names the credential helper '{program}' for the registry '{key}', and {what}. "
        + $"Run 'echo {key} | {program} get' to see what is wrong, or remove it from 'credHelpers' or 'credsStore'.",
        cause);
}
