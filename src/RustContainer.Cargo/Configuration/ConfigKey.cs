namespace RustContainer.Cargo.Configuration;

/// <summary>The place of a value in Cargo's configuration: the keys that lead to it.</summary>
/// <param name="Parts">The keys, outermost first; an item of an array adds none.</param>
internal readonly record struct ConfigKey(IReadOnlyList<string> Parts)
{
    private const int MaxShown = 60;

    /// <summary>The document itself.</summary>
    public static ConfigKey Root { get; } = new([]);

    /// <summary>A key in the table at this one.</summary>
    public ConfigKey Then(string key) => new([.. Parts, key]);

    /// <summary>Whether it is a program with its arguments: in a string up to the first space, in an array the first item.</summary>
    public bool IsCommand => Parts is ["credential-alias", _] or ["doc", "browser"] or ["host", "runner"]
        or ["registries", _, "credential-provider"] or ["registry", "credential-provider"] or ["target", _, "runner"];

    /// <summary>Whether a string there is a path that starts from the file's place; <see langword="null"/> where it is none.</summary>
    public ConfigPathKind? PathKind => Parts switch
    {
        ["paths"] or ["source", _, "directory" or "local-registry"] => ConfigPathKind.Packages,
        ["patch", _, _, "path"] => ConfigPathKind.Patch,
        ["build", "rustc" or "rustc-wrapper" or "rustc-workspace-wrapper" or "rustdoc"] => ConfigPathKind.Program,
        ["target" or "host", _, "linker"] or ["host", "linker"] => ConfigPathKind.Program,
        ["http", "cainfo" or "proxy-cainfo"] => ConfigPathKind.Input,
        ["build", "target-dir" or "build-dir" or "artifact-dir" or "dep-info-basedir"] => ConfigPathKind.Output,
        ["install", "root"] or ["resolver", "lockfile-path"] => ConfigPathKind.Output,
        _ => null,
    };

    /// <summary>The key as a message shows it.</summary>
    public override string ToString() => string.Join('.', Parts.Select(Show));

    private static string Show(string part)
    {
        var isBare = part.Length > 0 && part.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
        var shown = part.Length > MaxShown ? $"{part[..MaxShown]}…" : part.ReplaceLineEndings(" ");
        return isBare ? shown : $"\"{shown}\"";
    }
}
