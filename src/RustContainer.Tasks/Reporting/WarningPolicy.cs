using Microsoft.Build.Framework;

namespace RustContainer.Tasks.Reporting;

/// <summary>
/// Which warnings are errors. MSBuild itself knows <c>-warnaserror</c>, <c>WarningsAsErrors</c> and <c>NoWarn</c>;
/// <c>TreatWarningsAsErrors</c> it leaves to the compilers, which then heed the other three, too.
/// </summary>
/// <param name="IsErrorForEngine">MSBuild's own answer for a code, empty for warnings without one.</param>
/// <param name="All">The property <c>TreatWarningsAsErrors</c>.</param>
/// <param name="Exempt">The codes of <c>WarningsNotAsErrors</c> and <c>NoWarn</c>.</param>
internal sealed record WarningPolicy(Func<string, bool> IsErrorForEngine, bool All, IReadOnlySet<string> Exempt)
{
    private static readonly char[] Separators = [';', ',', ' ', '\t', '\r', '\n'];

    /// <summary>The policy of a task.</summary>
    /// <param name="engine">What runs the task.</param>
    /// <param name="treatWarningsAsErrors">The property; anything but <c>true</c> is off.</param>
    /// <param name="exempt">Lists of codes as properties hold them.</param>
    public static WarningPolicy Of(IBuildEngine? engine, string treatWarningsAsErrors, params string[] exempt) => new(
        code => engine is IBuildEngine8 knowing && knowing.ShouldTreatWarningAsError(code),
        treatWarningsAsErrors.Trim().Equals("true", StringComparison.OrdinalIgnoreCase),
        exempt.SelectMany(codes => codes.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .ToHashSet(StringComparer.OrdinalIgnoreCase));

    /// <summary>Whether a warning fails the build.</summary>
    /// <param name="code">Its code; <see langword="null"/> or empty where it has none.</param>
    public bool IsError(string? code) => IsErrorForEngine(code ?? "") || (All && !Exempt.Contains(code ?? ""));
}
