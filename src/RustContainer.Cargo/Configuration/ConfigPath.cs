namespace RustContainer.Cargo.Configuration;

/// <summary>A path that the configuration names.</summary>
/// <param name="Key">Where it stands.</param>
/// <param name="At">The value.</param>
/// <param name="Text">The path as written.</param>
/// <param name="Kind">What it leads to.</param>
internal sealed record ConfigPath(ConfigKey Key, ConfigValue At, string Text, ConfigPathKind Kind)
{
    /// <summary>Whether it is one of the machine that cargo runs on, not relative to the file.</summary>
    public bool IsAbsolute => Text.StartsWith('/') || Path.IsPathRooted(Text);

    /// <summary>Whether cargo looks for it in PATH.</summary>
    public bool IsBareProgram => Kind == ConfigPathKind.Program && !Text.Contains('/', StringComparison.Ordinal);
}

/// <summary>What a path of the configuration leads to.</summary>
internal enum ConfigPathKind
{
    /// <summary>Packages: a directory source, a local registry, an override.</summary>
    Packages,

    /// <summary>A package of <c>[patch]</c>.</summary>
    Patch,

    /// <summary>A program; without a <c>/</c> one of PATH.</summary>
    Program,

    /// <summary>A file or directory that is read.</summary>
    Input,

    /// <summary>What cargo writes.</summary>
    Output,
}
