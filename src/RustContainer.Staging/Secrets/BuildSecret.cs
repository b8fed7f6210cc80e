using RustContainer.Contract;

namespace RustContainer.Staging;

/// <summary>A <c>BuildKitSecret</c> as it was written: nothing is checked yet. It names where the value is and never holds it.</summary>
/// <param name="Id">The name of the secret.</param>
public sealed record BuildSecret(string Id)
{
    /// <summary>The environment variable that has the value on this machine; empty for none.</summary>
    public string Env { get; init; } = "";

    /// <summary>The absolute path of the file that has the value on this machine; empty for none.</summary>
    public string File { get; init; } = "";

    /// <summary>Where cargo finds the value as a file; empty for <c>/run/secrets/ID</c>.</summary>
    public string TargetFile { get; init; } = "";

    /// <summary>The environment variable in which cargo finds the value; empty for none, or for <see cref="Env"/> where there is no
    /// <see cref="TargetFile"/> either.</summary>
    public string TargetEnv { get; init; } = "";

    /// <summary>Whether the result depends on the value: a build script reads it.</summary>
    public bool AffectsBuild { get; init; }

    /// <summary>Where the value comes from: of a secret that names nothing, the variable of its own name.</summary>
    public SecretSource Source => new(Id, Env.Length + File.Length > 0 ? Env : Id, File);

    /// <summary>Where cargo finds it as a file.</summary>
    public string MountedAt => TargetFile.Length > 0 ? TargetFile : $"/run/secrets/{Id}";

    /// <summary>In which variable cargo finds it; empty for none.</summary>
    public string Variable => TargetEnv.Length + TargetFile.Length > 0 ? TargetEnv : Source.Env;
}
