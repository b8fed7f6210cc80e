using System.Security.Cryptography;
using System.Text;
using RustContainer.Contract;

namespace RustContainer.Tasks.Project;

/// <summary>Hashes the values of secrets, so that a build sees that one changed. The salt is this user's on this machine: with what lies in
/// obj/ alone nobody can try values.</summary>
internal static class SecretDigest
{
    private const int SaltLength = 32;

    /// <summary>The hash, in hexadecimal; empty for no secrets.</summary>
    /// <exception cref="CodedException">A value is not there.</exception>
    public static string Of(IReadOnlyList<SecretSource> secrets)
    {
        if (secrets.Count == 0)
            return "";
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Salt());
        foreach (var secret in secrets.OrderBy(secret => secret.Id, StringComparer.Ordinal))
        {
            var value = secret.ReadAsync(CancellationToken.None).GetAwaiter().GetResult();
            hash.AppendData(Encoding.UTF8.GetBytes($"{secret.Id}\0{value.Length}\0"));
            hash.AppendData(value);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static byte[] Salt()
    {
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        var path = Path.Combine(data.Length > 0 ? data : throw NoFolder(), "RustContainer", "secret-salt");
        if (!File.Exists(path))
            Create(path);
        var salt = File.ReadAllBytes(path);
        return salt.Length == SaltLength ? salt : throw new IOException($"The file '{path}' is damaged. Delete it.");
    }

    // Written beside and moved: of two builds at once one's is taken, and both read that.
    private static void Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var own = $"{path}.{Guid.NewGuid():n}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(own, options))
            stream.Write(RandomNumberGenerator.GetBytes(SaltLength));
        try
        {
            File.Move(own, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(own);
        }
    }

    private static IOException NoFolder() => new("This user has no folder for application data, which the salt of secrets with AffectsBuild lies in. Set HOME.");
}
