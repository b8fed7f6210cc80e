namespace RustContainer.Builder;

/// <summary>The codes of the worker's own messages.</summary>
public static class WorkerCodes
{
    /// <summary>The plan cannot be read, or does not have what is asked for.</summary>
    public const string PlanUnusable = "RUSTPROJ4010";

    /// <summary>BuildKit refused the Dockerfile.</summary>
    public const string DockerfileRefused = "RUSTPROJ4011";
}
