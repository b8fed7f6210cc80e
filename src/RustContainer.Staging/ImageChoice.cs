using System.Globalization;
using RustContainer.Contract;

namespace RustContainer.Staging;

/// <summary>Decides what the final image is like.</summary>
internal static class ImageChoice
{
    /// <summary>The image; <see langword="null"/> where nothing says which program it would run. To compile, nobody needs to
    /// know.</summary>
    /// <exception cref="CodedException">A property's value is none that it can have.</exception>
    public static RuntimeImage? Of(StagingOptions options, StagedWorkspace workspace)
    {
        var programs = workspace.Targets.Where(target => target.Kind == StagedTargetKind.Program).Select(target => target.Name).ToList();
        if (Entrypoint(workspace, programs) is not { } entrypoint)
            return null;
        var own = options.ContainerBaseImage.Length > 0;
        var @base = own
            ? Values.Image(options.ContainerBaseImage, "ContainerBaseImage")
            : RuntimeFamilies.Parse(options.ContainerRuntime).BaseImage();
        return new RuntimeImage(
            @base,
            Origins.BaseImage(options, @base),
            own,
            programs,
            entrypoint,
            [.. options.ContainerDefaultArgs.Select(argument => Values.Line(argument, "ContainerDefaultArgs"))],
            Values.User(Or(options.ContainerUser, StagingDefaults.User)),
            Values.WorkingDirectory(Or(options.ContainerWorkingDirectory, StagingDefaults.WorkingDirectory)),
            [.. options.ContainerEnvironmentVariables.Select(Variable)],
            [.. options.ContainerLabels.Select(Label)],
            [.. options.ContainerPorts.Select(Port)]);
    }

    private static string Or(string value, string otherwise) => value.Length > 0 ? value : otherwise;

    private static string? Entrypoint(StagedWorkspace workspace, List<string> programs) =>
        programs.Contains(workspace.DefaultRun) ? workspace.DefaultRun : programs.Count == 1 ? programs[0] : null;

    private static KeyValuePair<string, string> Variable(KeyValuePair<string, string> item) =>
        new(
            Values.VariableName(item.Key, "ContainerEnvironmentVariable"),
            Values.UnshownLine(item.Value, $"ContainerEnvironmentVariable {Values.Printable(item.Key)}"));

    private static KeyValuePair<string, string> Label(KeyValuePair<string, string> item) =>
        new(Values.Name(item.Key, "ContainerLabel", "-./"), Values.Line(item.Value, $"ContainerLabel {Values.Printable(item.Key)}"));

    private static string Port(ContainerPort port)
    {
        var type = port.Type.Length == 0 ? "tcp" : port.Type.ToLowerInvariant();
        return int.TryParse(port.Number, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is > 0 and <= 65535 && type is "tcp" or "udp"
            ? $"{number}/{type}"
            : throw new CodedException(
                StagingCodes.InvalidPort,
                $"ContainerPort is '{Values.Printable(port.Number)}' with the type '{Values.Printable(port.Type)}'. Write a "
                + "number from 1 to 65535, and tcp or udp as its Type.");
    }
}
