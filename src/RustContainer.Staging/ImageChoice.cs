using System.Globalization;
using RustContainer.Contract;

namespace RustContainer.Staging;

/// <summary>Decides what the final image is like.</summary>
internal static class ImageChoice
{
    /// <summary>The image for <paramref name="programs"/>, of which there is one at least.</summary>
    /// <exception cref="CodedException">A property's value is none that it can have.</exception>
    public static RuntimeImage Of(StagingOptions options, StagedWorkspace workspace, IReadOnlyList<string> programs)
    {
        var own = options.ContainerBaseImage.Length > 0;
        var @base = own ? Values.Image(options.ContainerBaseImage, "ContainerBaseImage") : RuntimeFamilies.Parse(options.ContainerRuntime).BaseImage();
        return new RuntimeImage(
            @base,
            own,
            programs,
            workspace.DefaultRun,
            [.. options.ContainerDefaultArgs.Select(argument => Values.Line(argument, "ContainerDefaultArgs"))],
            Values.User(options.ContainerUser.Length > 0 ? options.ContainerUser : StagingDefaults.User),
            Values.WorkingDirectory(options.ContainerWorkingDirectory.Length > 0 ? options.ContainerWorkingDirectory : StagingDefaults.WorkingDirectory),
            [.. options.ContainerEnvironmentVariables.Select(Variable)],
            [.. options.ContainerLabels.Select(Label)],
            [.. options.ContainerPorts.Select(Port)]);
    }

    private static KeyValuePair<string, string> Variable(KeyValuePair<string, string> item) =>
        new(Values.VariableName(item.Key, "ContainerEnvironmentVariable"), Values.Line(item.Value, $"ContainerEnvironmentVariable {Values.Printable(item.Key)}"));

    private static KeyValuePair<string, string> Label(KeyValuePair<string, string> item) =>
        new(Values.Name(item.Key, "ContainerLabel", "-./"), Values.Line(item.Value, $"ContainerLabel {Values.Printable(item.Key)}"));

    private static string Port(ContainerPort port)
    {
        var type = port.Type.Length == 0 ? "tcp" : port.Type.ToLowerInvariant();
        return int.TryParse(port.Number, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 65535 && type is "tcp" or "udp"
            ? $"{number}/{type}"
            : throw new CodedException(
                StagingCodes.InvalidPort,
                $"ContainerPort is '{Values.Printable(port.Number)}' with the type '{Values.Printable(port.Type)}'. Write a number from 1 to 65535, and tcp or udp as its Type.");
    }
}
