namespace RustContainer.Builder;

/// <summary>The codes of the worker's own messages.</summary>
public static class WorkerCodes
{
    /// <summary>The plan cannot be read, or does not have what is asked for.</summary>
    public const string PlanUnusable = "RUSTPROJ4010";

    /// <summary>A file that the worker needs could not be read, written or deleted.</summary>
    public const string FileAccess = "RUSTPROJ4012";

    /// <summary>Something that is the worker's own fault.</summary>
    public const string Unexpected = "RUSTPROJ4013";

    /// <summary>A cache cannot be opened without a variable that is not set.</summary>
    public const string CacheVariablesMissing = "RUSTPROJ1055";

    /// <summary>BuildKit refused the Dockerfile.</summary>
    public const string DockerfileRefused = "RUSTPROJ4011";
}
