namespace RustContainer.Contract;

/// <summary>What in the project caused a part of the staged Dockerfile: where a message of BuildKit's about that part can be mended.</summary>
/// <param name="Source">The property, item or file, as the user knows it.</param>
/// <param name="Value">Its value; empty where that may be a secret.</param>
/// <param name="Remedy">What to do where BuildKit does not take it: a sentence.</param>
public sealed record Origin(string Source, string Value, string Remedy)
{
    /// <summary>The image that it names or stands for; empty where it is about none.</summary>
    public string Image { get; init; } = "";

    /// <summary>The absolute path of the file that says it; empty where that is the project.</summary>
    public string File { get; init; } = "";

    /// <summary>1-based line in <see cref="File"/>, 0 where there is none.</summary>
    public int FileLine { get; init; }

    /// <summary>1-based column in <see cref="File"/>, 0 where there is none.</summary>
    public int FileColumn { get; init; }

    /// <summary>The diagnostic at the place where the value can be mended.</summary>
    public Diagnostic At(string code, string message) =>
        File.Length > 0 ? new Diagnostic(code, message, File, FileLine, FileColumn) : new Diagnostic(code, message);
}

/// <summary>Lines of the staged Dockerfile with what caused them.</summary>
/// <param name="Line">The first line, 1-based.</param>
/// <param name="EndLine">The last line, 1-based.</param>
/// <param name="Origin">What caused them.</param>
public sealed record LineOrigin(int Line, int EndLine, Origin Origin);
