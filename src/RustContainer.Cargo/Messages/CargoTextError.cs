namespace RustContainer.Cargo.Messages;

/// <summary>An error or warning that cargo itself prints as text to stderr: about manifests, resolution, build scripts.</summary>
/// <param name="Level">Error or warning.</param>
/// <param name="Code">rustc's code, where the head has one in brackets.</param>
/// <param name="Message">The message with its causes, folded into one.</param>
/// <param name="File">The file it names, as cargo wrote it (relative to cargo's directory, or absolute there).</param>
/// <param name="Line">1-based; 0 where none is named.</param>
/// <param name="Column">1-based; 0 where none is named.</param>
/// <param name="IsSummary">
/// Whether it only sums up what was said before ("could not compile `app` due to 2 previous errors"); to be dropped where
/// diagnostics were seen.
/// </param>
/// <param name="Failure">What stopped cargo.</param>
/// <param name="PackageDirectory">The folder of the package that it is about, as cargo wrote it; <see langword="null"/> where none is named.</param>
/// <param name="Dependency">The dependency of it that is at fault; <see langword="null"/> where none is named.</param>
public sealed record CargoTextError(
    DiagnosticLevel Level, string? Code, string Message, string? File, int Line, int Column, bool IsSummary, CargoFailure Failure,
    string? PackageDirectory, string? Dependency)
{
    /// <summary>All errors and warnings of an output.</summary>
    public static IReadOnlyList<CargoTextError> ParseAll(IEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var reader = new CargoTextReader();
        var errors = lines.Select(reader.Push).OfType<CargoTextError>().ToList();
        if (reader.Finish() is { } last)
            errors.Add(last);
        return errors;
    }
}
