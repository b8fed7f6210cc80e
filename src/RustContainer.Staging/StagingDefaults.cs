namespace RustContainer.Staging;

/// <summary>What is taken where the project says nothing.</summary>
internal static class StagingDefaults
{
    /// <summary>A number that no system gives to anyone: the one that distroless images made customary.</summary>
    public const string User = "65532:65532";

    /// <summary>Where the program lies.</summary>
    public const string WorkingDirectory = "/app";
}
