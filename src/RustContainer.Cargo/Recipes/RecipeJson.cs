using System.Globalization;
using System.Text;
using RustContainer.Cargo.Toolchain;
using RustContainer.Cargo.Workspaces;

namespace RustContainer.Cargo.Recipes;

/// <summary>Writes a recipe as serde_json does: compact, and nothing escaped that need not be.</summary>
internal static class RecipeJson
{
    public static string Write(IEnumerable<RecipeEntry> manifests, string? config, string? lockText, RustToolchain? toolchain)
    {
        var text = new StringBuilder("{\"skeleton\":{\"manifests\":[");
        var separator = "";
        foreach (var manifest in manifests)
        {
            text.Append(separator).Append("{\"relative_path\":");
            separator = ",";
            WriteText(text, manifest.Path);
            text.Append(",\"contents\":");
            WriteText(text, manifest.Contents);
            text.Append(",\"targets\":[");
            WriteTargets(text, manifest.Targets);
            text.Append("]}");
        }
        text.Append("],\"config_file\":");
        WriteText(text, config);
        text.Append(",\"lock_file\":");
        WriteText(text, lockText);
        text.Append(",\"rust_toolchain_file\":");
        WriteToolchain(text, toolchain);
        return text.Append("}}").ToString();
    }

    private static void WriteTargets(StringBuilder text, IReadOnlyList<CargoTarget> targets)
    {
        for (var index = 0; index < targets.Count; index++)
        {
            text.Append(index == 0 ? "{\"path\":" : ",{\"path\":");
            WriteText(text, targets[index].SourcePath);
            text.Append(",\"kind\":").Append(KindOf(targets[index])).Append(",\"name\":");
            WriteText(text, targets[index].Name);
            text.Append('}');
        }
    }

    private static string KindOf(CargoTarget target) => target.Kind switch
    {
        TargetKind.Library => $"{{\"Lib\":{{\"is_proc_macro\":{(target.IsProcMacro ? "true" : "false")}}}}}",
        TargetKind.Binary => "\"Bin\"",
        TargetKind.Test => "\"Test\"",
        TargetKind.Benchmark => "\"Bench\"",
        TargetKind.Example => "\"Example\"",
        _ => "\"BuildScript\"",
    };

    private static void WriteToolchain(StringBuilder text, RustToolchain? toolchain)
    {
        if (toolchain is null)
        {
            text.Append("null");
            return;
        }
        text.Append(Path.GetFileName(toolchain.File) == RustToolchain.PlainName ? "[\"Bare\"," : "[\"Toml\",");
        WriteText(text, toolchain.Text);
        text.Append(']');
    }

    private static void WriteText(StringBuilder text, string? value)
    {
        if (value is null)
        {
            text.Append("null");
            return;
        }
        text.Append('"');
        for (var index = 0; index < value.Length; index++)
        {
            var plain = PlainLength(value, index);
            text.Append(value, index, plain);
            index += plain;
            if (index == value.Length)
                break;
            switch (value[index])
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append("\\\\"); break;
                case '\b': text.Append("\\b"); break;
                case '\f': text.Append("\\f"); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\t': text.Append("\\t"); break;
                case var character: text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"); break;
            }
        }
        text.Append('"');
    }

    /// <summary>How many characters from a place on need no escape.</summary>
    private static int PlainLength(string value, int start)
    {
        var index = start;
        while (index < value.Length && value[index] is >= ' ' and not ('"' or '\\'))
            index++;
        return index - start;
    }
}
