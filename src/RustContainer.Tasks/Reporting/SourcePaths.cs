namespace RustContainer.Tasks.Reporting;

/// <summary>Where the files that the builder speaks of lie on this machine.</summary>
/// <param name="BuilderRoot">The workspace's root in the builder, without a slash at its end.</param>
/// <param name="HostRoot">The same on this machine.</param>
internal sealed record SourcePaths(string BuilderRoot, string HostRoot)
{
    /// <summary>A file of the workspace.</summary>
    /// <param name="relative">Relative to the workspace's root, with <c>/</c>.</param>
    public string InWorkspace(string relative) => Path.GetFullPath(Path.Combine(HostRoot, relative));

    /// <summary>A file as the builder names it, absolute or relative; left as it is where it is no file of the workspace.</summary>
    public string? OnHost(string? file)
    {
        if (file is null)
            return null;
        if (file.StartsWith(BuilderRoot + "/", StringComparison.Ordinal))
            return InWorkspace(file[(BuilderRoot.Length + 1)..]);
        return file.StartsWith('/') ? file : InWorkspace(file);
    }
}
