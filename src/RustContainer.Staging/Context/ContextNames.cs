using RustContainer.Contract;

namespace RustContainer.Staging.Context;

/// <summary>Which names can be sent and written down.</summary>
internal static class ContextNames
{
    /// <summary>Refuses a path that the staged scripts or BuildKit could not carry.</summary>
    /// <exception cref="CodedException">It holds a line end, or was no UTF-8 (<see cref="ContextCodes.UnusableName"/>).</exception>
    public static void Check(string path)
    {
        var fault = path.AsSpan().ContainsAny('\n', '\r', '\0') ? "holds a line end" : IsText(path) ? "" : "is not valid UTF-8";
        if (fault.Length > 0)
        {
            throw new CodedException(
                ContextCodes.UnusableName,
                $"The file name '{Shown(path)}' {fault}, and cannot be sent to BuildKit. Rename it, or leave it out by .dockerignore or " +
                "RustContextExclude.");
        }
    }

    // .NET reads a byte that is no UTF-8 as U+FFFD, and could not open the file under that name.
    private static bool IsText(string path)
    {
        foreach (var rune in path.EnumerateRunes())
        {
            if (rune.Value == '\uFFFD')
                return false;
        }

        return true;
    }

    private static string Shown(string path) =>
        string.Concat(path.Select(c => c switch { '\n' => "\\n", '\r' => "\\r", '\0' => "\\0", _ => c.ToString() }));
}
