using RustContainer.Contract;

namespace RustContainer.Tasks.Reporting;

/// <summary>Says which program a builder image lacks, and what to do about it.</summary>
internal static class MissingTool
{
    /// <summary>The error.</summary>
    /// <param name="image">The builder image.</param>
    /// <param name="tool">The program: <c>cargo-chef</c> or <c>sccache</c>.</param>
    public static Diagnostic In(string image, string tool)
    {
        var (asked, otherwise) = tool == "sccache"
            ? ("RustSccache=true", "leave RustSccache off")
            : ("RustCacheStrategy=Chef", "set RustCacheStrategy=Layered, which needs no tool");
        return new Diagnostic(
            TaskCodes.ToolMissing,
            $"{asked} needs {tool}, which the builder image '{image}' has not. Set RustBuilderImage to one that has it in PATH, or {otherwise}.");
    }
}
