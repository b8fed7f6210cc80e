namespace RustContainer.Cargo.Messages;

/// <summary>How grave a message is.</summary>
public enum DiagnosticLevel
{
    /// <summary>The build fails by it. An internal error of the compiler is one.</summary>
    Error,

    /// <summary>The build goes on.</summary>
    Warning,

    /// <summary>Information.</summary>
    Note,

    /// <summary>Advice.</summary>
    Help,

    /// <summary>What rustc adds to a failure, such as "For more information about this error, …".</summary>
    FailureNote,
}

/// <summary>
/// A message of rustc or clippy, with the one place that an editor should show.
/// https://doc.rust-lang.org/rustc/json.html#diagnostics.
/// </summary>
/// <param name="Level">How grave it is.</param>
/// <param name="Code">rustc's code (<c>E0308</c>) or a lint's name (<c>unused_variables</c>, <c>clippy::needless_return</c>).</param>
/// <param name="Message">What is wrong, with the notes, advice and suggestions on lines of their own.</param>
/// <param name="File">
/// The file, relative to the workspace's root and with <c>/</c>; <see langword="null"/> where the message has no place in the
/// workspace, as for linker errors. Then the package's manifest is the best place to show.
/// </param>
/// <param name="Line">1-based; 0 without a file.</param>
/// <param name="Column">1-based, in UTF-16 units, as editors count; 0 without a file.</param>
/// <param name="EndLine">1-based; 0 without a file.</param>
/// <param name="EndColumn">1-based, behind the last character; 0 without a file.</param>
/// <param name="HelpLink">Where the code is explained.</param>
/// <param name="Rendered">The message as rustc prints it to a terminal.</param>
/// <param name="IsSummary">Whether it only counts others ("aborting due to 2 previous errors", "3 warnings emitted").</param>
/// <param name="IsOfLinker">Whether it is the linker that failed or is not there.</param>
public sealed record CompilerDiagnostic(
    DiagnosticLevel Level,
    string? Code,
    string Message,
    string? File,
    int Line,
    int Column,
    int EndLine,
    int EndColumn,
    string? HelpLink,
    string? Rendered,
    bool IsSummary,
    bool IsOfLinker = false);
