using System.Text.RegularExpressions;
using RustContainer.Cargo.Messages;

namespace RustContainer.Tasks.Reporting;

/// <summary>Where the files that the builder speaks of lie on this machine.</summary>
/// <param name="HostContext">The build context's root on this machine.</param>
/// <param name="Folder">The workspace's folder in the context, with <c>/</c>; empty where the context begins there.</param>
internal sealed partial record SourcePaths(string HostContext, string Folder)
{
    /// <summary>The build context's root in the builder.</summary>
    private const string BuilderContext = "/w/src";

    private string BuilderWorkspace => Folder.Length == 0 ? BuilderContext : $"{BuilderContext}/{Folder}";

    /// <summary>A compiler message with the place that it is about on this machine.</summary>
    /// <param name="line">cargo's JSON line.</param>
    /// <param name="file">The file; <see langword="null"/> where the line is no compiler message or has no place in the sources.</param>
    public CargoMessage? Parse(string line, out string? file)
    {
        // Relative names start from the workspace's root. What lies beside it in the context has absolute ones.
        var message = CargoMessage.TryParse(line, BuilderWorkspace);
        file = FileOf(message) is { } inWorkspace ? OnHost($"{BuilderWorkspace}/{inWorkspace}") : null;
        if (message is not CompilerMessage || file is not null || Folder.Length == 0)
            return message;
        var beside = CargoMessage.TryParse(line, BuilderContext);
        if (FileOf(beside) is not { } inContext)
            return message;
        file = OnHost($"{BuilderContext}/{inContext}");
        return beside;
    }

    /// <summary>A file as the builder names it, absolute or relative to the workspace; left as it is where it is none of the context.</summary>
    public string? OnHost(string? file)
    {
        if (file is null)
            return null;
        var absolute = file.StartsWith('/') ? file : $"{BuilderWorkspace}/{file}";
        return absolute.StartsWith(BuilderContext + "/", StringComparison.Ordinal)
            ? Path.GetFullPath(Path.Combine(HostContext, absolute[(BuilderContext.Length + 1)..]))
            : file;
    }

    /// <summary>The file on this machine that cargo's own message is about; <see langword="null"/> where it is none of the context.</summary>
    public string? FileOf(CargoTextError message)
    {
        if (message.File is null || IsElsewhere(message.File))
            return null;
        // What a build script says of itself starts from the workspace for its members, and from the package for others.
        var inWorkspace = OnHost(message.File);
        var inPackage = message.PackageDirectory is { } package && !message.File.StartsWith('/') ? OnHost($"{package}/{message.File}") : null;
        return inPackage is not null && !File.Exists(inWorkspace) && File.Exists(inPackage) ? inPackage : inWorkspace;
    }

    /// <summary>The manifest on this machine of the package that a message is about; <see langword="null"/> for one from a registry.</summary>
    public string? ManifestOf(CompilerMessage message) =>
        message.ManifestPath is { } manifest && !IsElsewhere(manifest) ? OnHost(manifest) : null;

    /// <summary>A text that names files of the builder, with their names on this machine.</summary>
    public string InText(string text) => BuilderPath().Replace(text, path => path.Groups[1].Success ? OnHost(path.Value)! : Path.GetFullPath(HostContext));

    [GeneratedRegex(@"(?<![\w./-])/w/src(?:(/[^\s`'""():;,]+)|(?=[\s`'""():;,]|/|\z))", RegexOptions.CultureInvariant)]
    private static partial Regex BuilderPath();

    private static bool IsElsewhere(string file) => file.StartsWith('/') && !file.StartsWith(BuilderContext + "/", StringComparison.Ordinal);

    private static string? FileOf(CargoMessage? message) => (message as CompilerMessage)?.Diagnostic.File;
}
