using RustContainer.Contract;

namespace RustContainer.Staging;

/// <summary>Decides what a build is made for.</summary>
public static class TargetChoice
{
    /// <summary>
    /// The target of a library that another program loads: that program's, so the runtime family has no say.
    /// </summary>
    /// <exception cref="CodedException">It cannot be built in a container.</exception>
    public static RustTarget ForLibrary(StagingOptions options) =>
        options.RuntimeIdentifier.Length > 0
            ? RustTarget.FromRuntimeIdentifier(options.RuntimeIdentifier, "RuntimeIdentifier")
            : RustTarget.FromRuntimeIdentifier(options.HostRuntimeIdentifier, "NETCoreSdkPortableRuntimeIdentifier");

    /// <summary>The target of a program: Linux, on the machine that is asked for or else this one's, with the C library of the
    /// family.</summary>
    /// <exception cref="CodedException">It cannot be built in a container.</exception>
    public static RustTarget ForProgram(StagingOptions options)
    {
        var family = RuntimeFamilies.Parse(options.ContainerRuntime);
        if (options.ContainerRuntimeIdentifier.Length > 0)
            return Adapt(RustTarget.FromRuntimeIdentifier(options.ContainerRuntimeIdentifier, "ContainerRuntimeIdentifier"), family);
        if (options.RuntimeIdentifier.Length > 0)
            return Adapt(RustTarget.FromRuntimeIdentifier(options.RuntimeIdentifier, "RuntimeIdentifier"), family);
        var machine = options.HostRuntimeIdentifier.EndsWith("-arm64", StringComparison.Ordinal) ? "linux-arm64" : "linux-x64";
        return Adapt(RustTarget.FromRuntimeIdentifier(machine, "NETCoreSdkPortableRuntimeIdentifier"), family);
    }

    // A static program runs where glibc is, too; one linked against glibc does not run on musl.
    private static RustTarget Adapt(RustTarget target, RuntimeFamily family) =>
        family == RuntimeFamily.Debian ? target : target.WithLibc(musl: true);
}
