using System.Text.RegularExpressions;

namespace RustContainer.Cargo.Messages;

/// <summary>Knows cargo's failures by its words, and by those of rustup, curl, libgit2, git and ssh that it repeats.</summary>
internal static partial class CargoFailurePattern
{
    // The cause counts more than what cargo was about, so that comes last.
    private static readonly (Regex Pattern, CargoFailure Failure)[] Known =
    [
        (DiskFull(), CargoFailure.DiskFull),
        (LockRefused(), CargoFailure.LockRefused),
        (ToolchainTooOld(), CargoFailure.ToolchainTooOld),
        (Killed(), CargoFailure.Killed),
        (BuildScript(), CargoFailure.BuildScript),
        (ProgramMissing(), CargoFailure.ProgramMissing),
        (Credentials(), CargoFailure.Credentials),
        (Download(), CargoFailure.Download),
        (Linker(), CargoFailure.Linker),
        (Manifest(), CargoFailure.Manifest),
        (Resolve(), CargoFailure.Resolve),
    ];

    /// <summary>What a message tells of.</summary>
    /// <param name="text">The message with its causes.</param>
    public static CargoFailure Of(string text) =>
        Known.FirstOrDefault(known => known.Pattern.IsMatch(text)) is { Pattern: not null } found ? found.Failure : CargoFailure.Other;

    [GeneratedRegex(@"No space left on device|\(os error 28\)|[Dd]isk quota exceeded|database or disk is full", RegexOptions.CultureInvariant)]
    private static partial Regex DiskFull();

    [GeneratedRegex(@"lock file[\s\S]{0,4096}--(locked|frozen)\b", RegexOptions.CultureInvariant)]
    private static partial Regex LockRefused();

    [GeneratedRegex(
        @"rustc \S{1,40} is not supported by the following package|requires rustc [0-9]|cannot be built because it requires rustc"
        + @"|older than the `[0-9]{4}` edition|feature `edition[0-9]{4}` is required|lock file version `?[0-9]{1,3}`? (requires|was found)"
        + @"|this version of Cargo is too old|requires a (newer|nightly) version",
        RegexOptions.CultureInvariant)]
    private static partial Regex ToolchainTooOld();

    [GeneratedRegex(@"\A\s*failed to run custom build command for ", RegexOptions.CultureInvariant)]
    private static partial Regex BuildScript();

    [GeneratedRegex(@"\(signal: (9|15)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Killed();

    [GeneratedRegex(
        @"could not execute process `?(git|ssh|sh|sccache|rustc)\b|cannot run ssh|(git|ssh): (command )?not found|failed to start ssh",
        RegexOptions.CultureInvariant)]
    private static partial Regex ProgramMissing();

    [GeneratedRegex(
        @"got 40[13]\b|40[13] (Unauthorized|Forbidden)|HTTP 40[13]\b|status code: 40[13]|returned error: 40[13]|failed to authenticate|authentication (required|failed)"
        + @"|no token found|token rejected|Permission denied \(publickey|Host key verification failed|authenticated registries require",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Credentials();

    [GeneratedRegex(
        @"failed to download|download of \S{1,200} failed|unable to update |failed to (clone|fetch) into|spurious network error|Could(n't| not) resolve (host|proxy)"
        + @"|Couldn't connect to server|Connection (refused|reset|timed out)|[Tt]imeout was reached|failed to query replaced source|curl failed"
        + @"|SSL (certificate|connect)|CONNECT tunnel failed|failed to fetch `|you may (wish|want) to .{0,40}offline|attempting to make an HTTP request, but --offline",
        RegexOptions.CultureInvariant)]
    private static partial Regex Download();

    [GeneratedRegex(@"\A\s*(linking with `|linker `)", RegexOptions.CultureInvariant)]
    private static partial Regex Linker();

    [GeneratedRegex(
        @"failed to (parse manifest|load manifest|parse lock file|read `\S*Cargo\.toml)|manifest is missing|could not find `Cargo\.toml`|invalid (type|character|table)|could not parse input as TOML|no targets specified",
        RegexOptions.CultureInvariant)]
    private static partial Regex Manifest();

    [GeneratedRegex(
        @"no matching package|failed to select a version|cyclic package dependency|perhaps a crate was updated|no packages? found|does not (contain|have) (this|that|these) feature"
        + @"|depends on .{0,200} with feature|package collision",
        RegexOptions.CultureInvariant)]
    private static partial Regex Resolve();
}
