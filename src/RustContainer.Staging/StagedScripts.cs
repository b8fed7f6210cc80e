using System.Text;

namespace RustContainer.Staging;

/// <summary>The scripts that run in the builder image. They are part of this assembly.</summary>
internal static class StagedScripts
{
    /// <summary>The scripts' bytes by file name, with LF whatever the checkout had.</summary>
    public static IReadOnlyDictionary<string, byte[]> All { get; } = Read();

    private static SortedList<string, byte[]> Read()
    {
        var assembly = typeof(StagedScripts).Assembly;
        var scripts = new SortedList<string, byte[]>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sh", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            scripts[name] = Encoding.UTF8.GetBytes(reader.ReadToEnd().ReplaceLineEndings("\n"));
        }

        return scripts;
    }
}
