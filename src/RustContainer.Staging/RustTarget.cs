using RustContainer.Contract;

namespace RustContainer.Staging;

/// <summary>A system that artifacts are made for, in the words of .NET, of rustc and of BuildKit.</summary>
/// <param name="RuntimeIdentifier">.NET's name: <c>linux-x64</c>.</param>
/// <param name="Triple">rustc's name: <c>x86_64-unknown-linux-gnu</c>.</param>
/// <param name="Platform">BuildKit's name: <c>linux/amd64</c>.</param>
/// <param name="IsMusl">Whether its C library is musl rather than glibc.</param>
public sealed record RustTarget(string RuntimeIdentifier, string Triple, string Platform, bool IsMusl)
{
    /// <summary>All targets that can be built in a container.</summary>
    public static IReadOnlyList<RustTarget> All { get; } =
    [
        new("linux-x64", "x86_64-unknown-linux-gnu", "linux/amd64", IsMusl: false),
        new("linux-arm64", "aarch64-unknown-linux-gnu", "linux/arm64", IsMusl: false),
        new("linux-musl-x64", "x86_64-unknown-linux-musl", "linux/amd64", IsMusl: true),
        new("linux-musl-arm64", "aarch64-unknown-linux-musl", "linux/arm64", IsMusl: true),
    ];

    /// <summary>The same machine with the other C library, or the target itself where it has the right one.</summary>
    public RustTarget WithLibc(bool musl) => All.Single(target => target.Platform == Platform && target.IsMusl == musl);

    /// <summary>The target of a runtime identifier.</summary>
    /// <param name="runtimeIdentifier">.NET's name of it.</param>
    /// <param name="property">The property that it was read from, for the message.</param>
    /// <exception cref="CodedException">It cannot be built in a container (<see
    /// cref="StagingCodes.UnsupportedRuntimeIdentifier"/>).</exception>
    public static RustTarget FromRuntimeIdentifier(string runtimeIdentifier, string property) =>
        All.FirstOrDefault(target => target.RuntimeIdentifier == runtimeIdentifier) ?? throw new CodedException(
            StagingCodes.UnsupportedRuntimeIdentifier,
            $"{property} is '{Values.Printable(runtimeIdentifier)}', and a container cannot build for that. "
            + $"Choose one of {string.Join(", ", All.Select(target => target.RuntimeIdentifier))}.");
}
