using RustContainer.Cargo.Toml;
using RustContainer.Contract;

namespace RustContainer.Cargo.Workspaces;

/// <summary>What Cargo refuses in lints. https://doc.rust-lang.org/cargo/reference/manifest.html#the-lints-section</summary>
internal static class LintRules
{
    private static readonly string[] Tools = ["cargo", "clippy", "rust", "rustdoc"];

    /// <summary>Throws the first error of <c>[lints]</c> and <c>[workspace.lints]</c>.</summary>
    public static void Check(ManifestSection document)
    {
        if (document.Section("workspace")?.Section("lints") is { } shared)
            CheckTools(shared);
        if (document.Section("lints") is not { } lints)
            return;
        if (lints.Has("workspace") && lints.Table.Entries.Count > 1)
            throw lints.Error(CargoCodes.ContradictoryManifest,
                "[lints] says `workspace = true` and more, which Cargo does not combine; keep one of the two.", "workspace");
        CheckTools(lints);
    }

    private static void CheckTools(ManifestSection lints)
    {
        foreach (var tool in lints.Table.Entries.Where(entry => Tools.Contains(entry.Key, StringComparer.Ordinal)))
        {
            var section = lints.Section(tool.Key)!;
            foreach (var lint in section.Table.Entries)
            {
                if (lint.Key.Contains("::", StringComparison.Ordinal))
                    throw WrongName(section, tool.Key, lint.Key);
                if (tool.Key == "rust" && lint.Key == "unexpected_cfgs" && (lint.Value as TomlTable)?["check-cfg"] is { } value)
                    CheckConditions(section, value);
            }
        }
    }

    private static CodedException WrongName(ManifestSection section, string tool, string name)
    {
        var separator = name.IndexOf("::", StringComparison.Ordinal);
        var (prefix, rest) = (name[..separator], name[(separator + 2)..]);
        var remedy = prefix == tool || (tool == "rust" && Tools.Contains(prefix, StringComparer.Ordinal))
            ? $"write it as `{rest}` in [lints.{prefix}]"
            : "correct it";
        return section.Error(CargoCodes.InvalidName, $"The lint `{name}` of `{section.Path}` is no name of a lint; {remedy}.", name);
    }

    private static void CheckConditions(ManifestSection section, TomlValue value)
    {
        if (value is not TomlArray list || list.Items.Any(item => item is not TomlString))
            throw section.File.WrongType($"{section.Path}.unexpected_cfgs.check-cfg", value, "an array of strings");
    }
}
