namespace RustContainer.Contract;

/// <summary>The codes that tasks and worker share.</summary>
public static class ContractCodes
{
    /// <summary>A file changed while it was sent to BuildKit; a build that looks at the sources anew may succeed.</summary>
    public const string FileChanged = "RUSTPROJ1020";

    /// <summary>The environment variable or file that a secret comes from is not there.</summary>
    public const string SecretMissing = "RUSTPROJ1060";

    /// <summary>A secret's file cannot be read, or its value is too long.</summary>
    public const string SecretUnreadable = "RUSTPROJ1061";

    /// <summary>The disk of the builder is full.</summary>
    public const string BuilderDiskFull = "RUSTPROJ4027";
}
