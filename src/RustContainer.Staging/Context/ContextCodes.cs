using RustContainer.Contract;

namespace RustContainer.Staging.Context;

/// <summary>The codes of what can be wrong with a build context.</summary>
public static class ContextCodes
{
    /// <summary>A line of a .dockerignore, or an item of RustContextInclude or RustContextExclude, is no pattern.</summary>
    public const string BadPattern = IgnorePatterns.BadPatternCode;

    /// <summary>A .dockerignore hides a file that the build cannot do without.</summary>
    public const string HiddenByDockerignore = "RUSTPROJ3051";

    /// <summary>A RustContextExclude item hides a file that the build cannot do without.</summary>
    public const string HiddenByItem = "RUSTPROJ3052";

    /// <summary>A file that the build cannot do without lies outside of the context, or behind a symbolic link that leads out.</summary>
    public const string OutsideContext = "RUSTPROJ3053";

    /// <summary>A file name cannot be sent: it holds a line end, or is no UTF-8.</summary>
    public const string UnusableName = "RUSTPROJ3054";

    /// <summary>A file or directory of the context cannot be read.</summary>
    public const string Unreadable = "RUSTPROJ3055";

    /// <summary>Warning: a symbolic link leads out of the context.</summary>
    public const string LinkLeavesContext = "RUSTPROJ3056";

    /// <summary>The workspace and its path dependencies have no directory in common.</summary>
    public const string NoCommonRoot = "RUSTPROJ3057";
}
