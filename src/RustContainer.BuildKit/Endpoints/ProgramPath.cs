namespace RustContainer.BuildKit;

/// <summary>Finds a program in PATH, and there only: a process that is started by its bare name may also come from the current
/// folder, which is a stranger's checkout.</summary>
internal static class ProgramPath
{
    /// <summary>The absolute path of <paramref name="program"/>; <see langword="null"/> where PATH has none.</summary>
    public static string? Find(string program) => Find(program, Environment.GetEnvironmentVariable("PATH") ?? "");

    /// <summary>The same for a PATH that is given.</summary>
    public static string? Find(string program, string folders)
    {
        if (Path.IsPathFullyQualified(program))
        {
            return File.Exists(program) ? program : null;
        }

        var file = OperatingSystem.IsWindows() && !program.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? $"{program}.exe" : program;
        return folders
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified)
            .Select(directory => Path.Combine(directory, file))
            .FirstOrDefault(File.Exists);
    }
}
