namespace RustContainer.Tasks;

/// <summary>The codes of the messages that the tasks themselves give; docs/diagnostics.md has a line for each.</summary>
public static class TaskCodes
{
    /// <summary>The .NET host that runs the worker is not known.</summary>
    public const string HostUnknown = "RUSTPROJ0002";

    /// <summary>The shared runtime that the worker needs, ASP.NET Core, is not installed.</summary>
    public const string RuntimeMissing = "RUSTPROJ0003";

    /// <summary>The worker ended without saying how the build went.</summary>
    public const string WorkerCrashed = "RUSTPROJ0004";

    /// <summary>The worker said something that is no event.</summary>
    public const string WorkerUnreadable = "RUSTPROJ0005";

    /// <summary>A file of the build could not be read or written.</summary>
    public const string FileAccess = "RUSTPROJ0006";

    /// <summary>A property that is a switch is neither true nor false.</summary>
    public const string NotABoolean = "RUSTPROJ2050";

    /// <summary>A program and a library of one project would have to be built for different targets.</summary>
    public const string TwoTargets = "RUSTPROJ2051";

    /// <summary>The image's name is none.</summary>
    public const string InvalidRepository = "RUSTPROJ2052";

    /// <summary>The image's tag is none, or both tag properties are set.</summary>
    public const string InvalidTag = "RUSTPROJ2053";

    /// <summary>A property of the .NET SDK asks for what this version does not do.</summary>
    public const string NotInThisVersion = "RUSTPROJ2054";

    /// <summary><c>ContainerRegistry</c> is no registry.</summary>
    public const string InvalidRegistry = "RUSTPROJ2074";

    /// <summary>Cargo failed without a diagnostic of the compiler.</summary>
    public const string CargoFailed = "RUSTPROJ4001";

    /// <summary>A step other than the compilation failed.</summary>
    public const string StepFailed = "RUSTPROJ4002";

    /// <summary>The build was cancelled from outside of MSBuild.</summary>
    public const string Cancelled = "RUSTPROJ4005";

    /// <summary>BuildKit clipped the log of a failing step.</summary>
    public const string LogClipped = "RUSTPROJ4003";

    /// <summary>The solve succeeded and did not give what was promised.</summary>
    public const string ArtifactMissing = "RUSTPROJ4004";
}
