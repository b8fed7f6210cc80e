namespace RustContainer.Cargo.Tests;

/// <summary>A theory over the cases of a folder outside this repository: skipped aloud where no variable names the folder.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FolderTheoryAttribute : TheoryAttribute
{
    public FolderTheoryAttribute(string variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is not { Length: > 0 })
            Skip = $"{variable} names no folder with the cases of this test; the project's own cases need none.";
    }
}
