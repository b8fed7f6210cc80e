using RustContainer.Cargo.Versions;

namespace RustContainer.Cargo.Workspaces;

/// <summary>Versions of Rust, of which the last numbers may be left out.</summary>
internal static class RustVersions
{
    /// <summary>Reads a version of Rust: one to three numbers, no pre-release.</summary>
    public static bool TryParse(string text, out VersionReq? version)
    {
        version = null;
        return text.Length > 0 && text.All(character => char.IsAsciiDigit(character) || character == '.')
            && VersionReq.TryParse(text, out version);
    }

    /// <summary>The oldest Rust that has an edition; <see langword="null"/> where every one has it.</summary>
    public static string? FirstWith(string edition) => edition switch
    {
        "2018" => "1.31.0",
        "2021" => "1.56.0",
        "2024" => "1.85.0",
        _ => null,
    };

    /// <summary>Whether Rust of a version, zeros for numbers left out, has an edition.</summary>
    public static bool Has(string version, string edition)
    {
        if (FirstWith(edition) is not { } first || !TryParse(version, out var partial) || partial!.Comparators is not [var numbers])
            return true;
        return VersionReq.Parse(first).Matches(new(numbers.Major, numbers.Minor ?? 0, numbers.Patch ?? 0));
    }
}
