using System.Text;
using System.Text.Json.Serialization;

namespace RustContainer.Contract;

/// <summary>A secret and where its value comes from: an environment variable or a file of this machine. It never holds the value, so it
/// may be written down.</summary>
/// <param name="Id">The name under which a Dockerfile mounts it.</param>
/// <param name="Env">The name of the environment variable; empty where a file has the value.</param>
/// <param name="File">The absolute path of the file; empty where a variable has the value.</param>
public sealed record SecretSource(string Id, string Env = "", string File = "")
{
    /// <summary>The longest value, in bytes: what the docker command allows too.</summary>
    public const int MaxLength = 500 * 1024;

    // A pipe that nobody writes to, or a file system that does not answer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The source for messages. A variable's name is shown only if it looks like one: whoever writes the value in place of the
    /// name must not find it in a log.</summary>
    [JsonIgnore]
    public string Description => Env switch
    {
        "" => $"the file '{File}'",
        _ when LooksLikeVariable(Env) => $"the environment variable '{Env}'",
        _ => $"an environment variable (its name of {Env.Length} characters is not shown, for it may be the value itself)",
    };

    /// <summary>Whether <paramref name="name"/> is written as variables are, in capitals, and hardly a token.</summary>
    public static bool LooksLikeVariable(string name) =>
        name.Length is > 0 and <= 64 && name.All(c => c is (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_');

    /// <summary>The value as it is now; a variable's in UTF-8.</summary>
    /// <exception cref="CodedException">There is none (<see cref="ContractCodes.SecretMissing"/>), or it cannot be read or is too long
    /// (<see cref="ContractCodes.SecretUnreadable"/>).</exception>
    public async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        var value = Env.Length > 0 ? ReadVariable() : await ReadFileAsync(cancellationToken).ConfigureAwait(false);
        return value.Length <= MaxLength ? value : throw Unreadable($"{Description} holds more than {MaxLength / 1024} KiB");
    }

    // CI services set a variable to nothing where they have no such secret.
    private byte[] ReadVariable() => Environment.GetEnvironmentVariable(Env) is { Length: > 0 } value
        ? Encoding.UTF8.GetBytes(value)
        : throw new CodedException(
            ContractCodes.SecretMissing,
            $"The secret '{Id}' comes from {Description}, which is not set or empty. Set it where the build is started; Env of BuildKitSecret takes the name, not the value.");

    private async Task<byte[]> ReadFileAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Opening a pipe waits for its writer, and no token ends that.
            return await Task.Run(ReadBounded, cancellationToken).WaitAsync(Patience, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CodedException(
                ContractCodes.SecretMissing,
                $"The secret '{Id}' comes from {Description}, which does not exist. Create it, or correct File of BuildKitSecret.", e);
        }
        catch (TimeoutException e)
        {
            throw Unreadable($"{Description} gave nothing for {Patience.TotalSeconds:0} seconds", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw Unreadable($"{Description} cannot be read: {e.Message}", e);
        }
    }

    private byte[] ReadBounded()
    {
        using var stream = new FileStream(File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var buffer = new byte[MaxLength + 1];
        return buffer[..stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
    }

    private CodedException Unreadable(string what, Exception? cause = null) => new(
        ContractCodes.SecretUnreadable, $"The secret '{Id}' cannot be used: {what}. Give BuildKitSecret a regular file of at most {MaxLength / 1024} KiB that you may read.", cause);
}
