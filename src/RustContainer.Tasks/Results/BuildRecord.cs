using System.Text.Json;

namespace RustContainer.Tasks.Results;

/// <summary>What the last successful build put out, and from what: equal inputs and untouched outputs mean that there is nothing to do.</summary>
/// <param name="Fingerprint">SHA-256 over everything that was staged and the context's content.</param>
/// <param name="Compilation">SHA-256 over that part of it which the files in bin/ are compiled from.</param>
/// <param name="Outputs">The files in bin/, as they were left.</param>
/// <param name="Images">Names of the images that were made, empty after a plain build.</param>
/// <param name="WarningCodes">The codes of the warnings that it gave, empty for one without a code: another build may take them for errors.</param>
/// <param name="BaseImages">The engine's ids of the images that it began with, by name, empty for what the engine has not; none where a
/// buildkitd answered.</param>
/// <param name="Archive">The file that the images went to; <see langword="null"/> where there is none.</param>
internal sealed record BuildRecord(
    string Fingerprint, string Compilation, IReadOnlyList<OutputFile> Outputs, IReadOnlyDictionary<string, BuiltImage> Images,
    IReadOnlyList<string> WarningCodes, IReadOnlyDictionary<string, string> BaseImages, OutputFile? Archive = null)
{
    /// <summary>The record in <paramref name="path"/>, or <see langword="null"/> where there is none that can be read.</summary>
    public static BuildRecord? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), RecordJson.Default.BuildRecord);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Replaces the record in <paramref name="path"/> in one step.</summary>
    public void Write(string path)
    {
        var beside = path + ".new";
        File.WriteAllBytes(beside, JsonSerializer.SerializeToUtf8Bytes(this, RecordJson.Default.BuildRecord));
        File.Move(beside, path, overwrite: true);
    }

    /// <summary>Whether every output is as it was left.</summary>
    public bool OutputsAreIntact => Outputs.All(output => output.IsIntact);
}
