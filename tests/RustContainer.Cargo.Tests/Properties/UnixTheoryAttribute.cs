namespace RustContainer.Cargo.Tests.Properties;

/// <summary>A theory about what only Unix has; skipped aloud on Windows.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "Windows has no such files.";
    }
}
