using RustContainer.Contract;

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

    /// <summary><c>ContainerImageFormat</c> is no form of an image.</summary>
    public const string InvalidImageFormat = "RUSTPROJ2075";

    /// <summary><c>ContainerArchiveOutputPath</c> is a file that is no archive.</summary>
    public const string NoArchive = "RUSTPROJ2076";

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

    /// <summary>A warning: there were more messages, or a longer log, than BuildKit hands on.</summary>
    public const string LogIncomplete = "RUSTPROJ4006";

    /// <summary>A warning of cargo itself, or of a build script.</summary>
    public const string CargoWarned = "RUSTPROJ4007";

    /// <summary>No choice of packages satisfies the manifests.</summary>
    public const string DependenciesUnresolved = "RUSTPROJ4020";

    /// <summary>Cargo refused a manifest.</summary>
    public const string ManifestRefused = "RUSTPROJ4021";

    /// <summary>A build script failed.</summary>
    public const string BuildScriptFailed = "RUSTPROJ4022";

    /// <summary>The linker failed, or is not there.</summary>
    public const string LinkerFailed = "RUSTPROJ4023";

    /// <summary>A registry or a git repository could not be reached from the container.</summary>
    public const string DownloadFailed = "RUSTPROJ4024";

    /// <summary>A registry or a git server wants other credentials.</summary>
    public const string CredentialsRefused = "RUSTPROJ4025";

    /// <summary>The compiler, or another process of the build, was killed.</summary>
    public const string ProcessKilled = "RUSTPROJ4026";

    /// <summary>The disk of the builder is full.</summary>
    public const string BuilderDiskFull = ContractCodes.BuilderDiskFull;

    /// <summary>The toolchain is older than a manifest or Cargo.lock asks for.</summary>
    public const string ToolchainTooOld = "RUSTPROJ4028";

    /// <summary>A program that cargo starts is not in the builder's image.</summary>
    public const string ProgramMissing = "RUSTPROJ4029";

    /// <summary>Publishing without a build was asked for, and what is there was built from something else, or nothing is.</summary>
    public const string NotBuilt = "RUSTPROJ4030";

    /// <summary>The server of sccache did not start in the builder's container.</summary>
    public const string SccacheFailed = "RUSTPROJ4031";

    /// <summary>Warning: a cache could not be read, and the build goes on without it.</summary>
    public const string CacheNotRead = "RUSTPROJ1056";

    /// <summary>Warning: a cache that may fail could not be written.</summary>
    public const string CacheNotWritten = "RUSTPROJ1057";

    /// <summary>The builder image lacks a program that the project asks for.</summary>
    public const string ToolMissing = "RUSTPROJ4008";
}
