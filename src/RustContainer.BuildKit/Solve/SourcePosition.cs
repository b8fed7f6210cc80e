namespace RustContainer.BuildKit;

/// <summary>Lines of a Dockerfile.</summary>
/// <param name="File">The file's name as BuildKit knows it, such as <c>Dockerfile</c>.</param>
/// <param name="Line">The first line, 1-based.</param>
/// <param name="EndLine">The last line, 1-based.</param>
public sealed record SourcePosition(string File, int Line, int EndLine);
