using System.Globalization;
using System.Text.RegularExpressions;
using RustContainer.Cargo.Toolchain;
using RustContainer.Contract;

namespace RustContainer.Staging;

/// <summary>The image that cargo runs in, and what must be installed in it first.</summary>
/// <param name="Image">The image.</param>
/// <param name="IsOurs">Whether it was chosen here, so that it is known to have rustup.</param>
/// <param name="Install">The toolchain to install; empty where the image's own is the right one.</param>
/// <param name="Components">Components to add to the toolchain.</param>
/// <param name="Targets">Targets to add to the toolchain; the one that is built for comes first.</param>
internal sealed partial record Builder(
    string Image, bool IsOurs, string Install, IReadOnlyList<string> Components, IReadOnlyList<string> Targets)
{
    /// <summary>What in the project chose the image.</summary>
    public required Origin ImageOrigin { get; init; }

    /// <summary>What in the project chose the toolchain; <see langword="null"/> for nothing.</summary>
    public Origin? InstallOrigin { get; init; }

    /// <summary>What in the project asks for the components.</summary>
    public Origin? ComponentsOrigin { get; init; }

    /// <summary>What in the project asks for targets beside the one that is built for.</summary>
    public Origin? TargetsOrigin { get; init; }

    /// <summary>The first Rust that has an image on Debian 12, which is the suite of the runtime image.</summary>
    private const int FirstMinorOnBookworm = 70;

    /// <summary>Chooses the image and the toolchain for a target.</summary>
    /// <exception cref="CodedException">The version or the image is none.</exception>
    public static Builder Choose(StagingOptions options, RustToolchain? file, RustTarget target)
    {
        var channel = options.RustToolchainVersion.Length > 0
            ? Channel(options.RustToolchainVersion, "RustToolchainVersion", file: null)
            : FromFile(file);
        var components = (file?.Components ?? []).Select(name => Values.Name(name, "A component of rust-toolchain", "-")).ToList();
        var targets = (file?.Targets ?? []).Select(name => Values.Name(name, "A target of rust-toolchain", "-."));
        var (image, install) = options.RustBuilderImage.Length > 0
            ? (Values.Image(options.RustBuilderImage, "RustBuilderImage"), channel is "stable" ? "" : channel)
            : Official(channel, target.IsMusl ? "alpine" : "bookworm");
        return new Builder(
            image, options.RustBuilderImage.Length == 0, install, components, [.. targets.Prepend(target.Triple).Distinct()])
        {
            ImageOrigin = Origins.BuilderImage(options, file, image),
            InstallOrigin = Origins.Toolchain(options, file),
            ComponentsOrigin = Origins.InFile(file, "components", file?.Components ?? []),
            TargetsOrigin = Origins.InFile(file, "targets", file?.Targets ?? []),
        };
    }

    private static string FromFile(RustToolchain? file) => file switch
    {
        null => "",
        { ToolchainPath: { } path } => throw new CodedException(new Diagnostic(
            StagingCodes.InvalidToolchain,
            $"The toolchain is the folder '{Values.Printable(path)}' of this machine, which the builder has not. Name a "
            + "channel, or set RustBuilderImage "
            + "to an image that has the toolchain and RustToolchainVersion to stable.",
            file.File)),
        _ => Channel(file.Channel ?? "", "The channel", file.File),
    };

    private static string Channel(string channel, string source, string? file) =>
        ChannelPattern().IsMatch(Values.Line(channel, source)) ? channel : throw new CodedException(new Diagnostic(
            StagingCodes.InvalidToolchain,
            $"{source} is '{Values.Printable(channel)}'. Write a version such as '1.90' or '1.90.0', or stable, beta or "
            + "nightly, with a date or without.",
            file));

    private static (string Image, string Install) Official(string channel, string suite)
    {
        if (channel is "" or "stable")
            return ($"rust:1-{suite}", "");
        var version = VersionPattern().Match(channel);
        return version.Success && int.Parse(version.Groups["minor"].Value, CultureInfo.InvariantCulture) >= FirstMinorOnBookworm
            ? ($"rust:{channel}-{suite}", "")
            : ($"rust:1-{suite}", channel);
    }

    [GeneratedRegex(@"\A(|1\.[0-9]{1,4}(\.[0-9]{1,4})?|(stable|beta|nightly)(-[0-9]{4}-[0-9]{2}-[0-9]{2})?)\z")]
    private static partial Regex ChannelPattern();

    [GeneratedRegex(@"\A1\.(?<minor>[0-9]{1,4})(\.[0-9]{1,4})?\z")]
    private static partial Regex VersionPattern();
}
