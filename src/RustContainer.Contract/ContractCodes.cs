namespace RustContainer.Contract;

/// <summary>The codes that the tasks act on when the worker reports them.</summary>
public static class ContractCodes
{
    /// <summary>A file changed while it was sent to BuildKit; a build that looks at the sources anew may succeed.</summary>
    public const string FileChanged = "RUSTPROJ1020";
}
