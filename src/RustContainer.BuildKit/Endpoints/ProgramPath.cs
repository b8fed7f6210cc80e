namespace RustContainer.BuildKit;

/// <summary>Finds a program in PATH, and there only: a process that is started by its bare name may also come from the current
/// folder, which is a stranger's checkout.</summary>
internal static class ProgramPath
{
    /// <summary>What the names of programs end in on Windows, in the order in which they are tried.</summary>
    public static readonly IReadOnlyList<string> WindowsExtensions = [".exe", ".cmd", ".bat"];

    /// <summary>The absolute path of <paramref name="program"/>; <see langword="null"/> where PATH has none.</summary>
    public static string? Find(string program) => Find(program, Environment.GetEnvironmentVariable("PATH") ?? "");

    /// <summary>The same for a PATH that is given.</summary>
    public static string? Find(string program, string folders) => Find(program, folders, OperatingSystem.IsWindows() ? WindowsExtensions : []);

    /// <summary>The same for a system whose programs have one of <paramref name="extensions"/>; for one where they have none, none.</summary>
    public static string? Find(string program, string folders, IReadOnlyList<string> extensions)
    {
        if (Path.IsPathFullyQualified(program))
        {
            return File.Exists(program) ? program : null;
        }

        string[] names = extensions.Count == 0 || extensions.Any(end => program.EndsWith(end, StringComparison.OrdinalIgnoreCase))
            ? [program]
            : [.. extensions.Select(end => program + end)];
        return folders
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified)
            .SelectMany(directory => names.Select(name => Path.Combine(directory, name)))
            .FirstOrDefault(File.Exists);
    }
}
