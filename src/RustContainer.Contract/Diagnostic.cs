namespace RustContainer.Contract;

/// <summary>A message for the user: what was wrong, with which value, and what to do about it.</summary>
/// <param name="Code">The <c>RUSTPROJ</c> code; every code has a line in docs/diagnostics.md.</param>
/// <param name="Message">One sentence or two: the offending value and the remedy.</param>
/// <param name="File">The file that the message is about, absolute where that is known; <see langword="null"/> where there is none.</param>
/// <param name="Line">1-based line in <paramref name="File"/>, 0 where there is none.</param>
/// <param name="Column">1-based column in <paramref name="File"/>, 0 where there is none.</param>
public sealed record Diagnostic(string Code, string Message, string? File = null, int Line = 0, int Column = 0)
{
    /// <summary>The message in MSBuild's canonical form, <c>file(line,column): error CODE: message</c>.</summary>
    public override string ToString() =>
        $"{(File is null ? "" : Line > 0 ? $"{File}({Line},{Column}): " : $"{File}: ")}error {Code}: {Message}";
}
