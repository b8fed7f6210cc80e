using RustContainer.Cargo.Messages;

namespace RustContainer.Tasks.Reporting;

/// <summary>The code of each of cargo's failures, and what to do where cargo's words do not say it for a build in a container.</summary>
internal static class CargoFailureText
{
    /// <summary>The code.</summary>
    public static string CodeOf(CargoFailure failure) => failure switch
    {
        CargoFailure.Resolve => TaskCodes.DependenciesUnresolved,
        CargoFailure.Manifest => TaskCodes.ManifestRefused,
        CargoFailure.BuildScript => TaskCodes.BuildScriptFailed,
        CargoFailure.Linker => TaskCodes.LinkerFailed,
        CargoFailure.Download => TaskCodes.DownloadFailed,
        CargoFailure.Credentials => TaskCodes.CredentialsRefused,
        CargoFailure.Killed => TaskCodes.ProcessKilled,
        CargoFailure.DiskFull => TaskCodes.BuilderDiskFull,
        CargoFailure.ToolchainTooOld => TaskCodes.ToolchainTooOld,
        CargoFailure.ProgramMissing => TaskCodes.ProgramMissing,
        _ => TaskCodes.CargoFailed,
    };

    /// <summary>A message in one line, with what to do behind it where cargo's words are not enough.</summary>
    public static string OneLine(CargoFailure failure, string message) =>
        MessageText.WithRemedy(MessageText.OneLine(message), RemedyOf(failure, message));

    private static string RemedyOf(CargoFailure failure, string message) => failure switch
    {
        // An undefined symbol may be the source's own fault.
        CargoFailure.Linker when !message.Contains("cannot find", StringComparison.Ordinal) && !message.Contains("not found", StringComparison.Ordinal) => "",
        CargoFailure.Linker => "Libraries and tools come from RustBuilderImage: choose an image that has them.",
        CargoFailure.Download => "Cargo runs in a container of the engine: look whether that reaches the host, and whether a proxy is needed there.",
        CargoFailure.Credentials => "The container knows no login of this machine: hand it over as a BuildKitSecret, or as BuildKitSsh.",
        CargoFailure.Killed => "A process was killed, as happens where memory is short; nothing of this build is kept, so give the engine more and build again.",
        CargoFailure.DiskFull => "The engine's disk is full: make room there ('docker builder prune' drops build caches), then build again.",
        CargoFailure.ToolchainTooOld => "Choose a newer toolchain with RustToolchainVersion, RustBuilderImage or a rust-toolchain file.",
        CargoFailure.ProgramMissing => "Programs come from RustBuilderImage: choose an image that has it.",
        _ => "",
    };
}
