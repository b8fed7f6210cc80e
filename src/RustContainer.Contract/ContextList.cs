using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RustContainer.Contract;

/// <summary>
/// The files of a build context, as they were when it was last looked at. Kept in a text file between builds: what is equal in path,
/// size and times is not read again, and the worker sends exactly these files.
/// </summary>
public sealed class ContextList
{
    private const string Header = "rustcontainer-context 2";
    private const string Seal = "sha256 ";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Lazy<string> _digest;

    /// <summary>Creates a list.</summary>
    /// <param name="files">The files in <see cref="ContextListOrder"/>, no path twice.</param>
    /// <exception cref="ArgumentException">They are in another order.</exception>
    public ContextList(IReadOnlyList<ContextFile> files)
    {
        if (!IsOrdered(files))
            throw new ArgumentException("The files of a context list are ordered as BuildKit wants them.", nameof(files));
        Files = files;
        _digest = new Lazy<string>(() => DigestOf(files));
    }

    /// <summary>The files, in <see cref="ContextListOrder"/>. Directories are not listed: they follow from the paths.</summary>
    public IReadOnlyList<ContextFile> Files { get; }

    /// <summary>SHA-256 over path, kind and content of every file, in lower-case hex: the same whatever the times.</summary>
    public string Digest => _digest.Value;

    /// <summary>The list in the file at <paramref name="path"/>; <see langword="null"/> where there is none, or a damaged one.</summary>
    public static ContextList? Read(string path)
    {
        try
        {
            return Parse(Utf8.GetString(File.ReadAllBytes(path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Writes the list, unless the file at <paramref name="path"/> holds just that. A reader never sees half of it.</summary>
    /// <returns>Whether the file was written.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    public bool Write(string path)
    {
        var bytes = Utf8.GetBytes(ToString());
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
            return false;

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var beside = $"{path}.{Environment.ProcessId}.tmp";
        File.WriteAllBytes(beside, bytes);
        File.Move(beside, path, overwrite: true);
        return true;
    }

    /// <summary>The list that <paramref name="text"/> holds; <see langword="null"/> where it is damaged or of another version.</summary>
    public static ContextList? Parse(string text)
    {
        var seal = text.LastIndexOf(Seal, StringComparison.Ordinal);
        if (seal < 0 || !text.StartsWith(Header + "\n", StringComparison.Ordinal) || text[seal..] != SealOf(text[..seal]))
            return null;

        var files = new List<ContextFile>();
        foreach (var range in text.AsSpan(0, seal).Split('\n'))
        {
            var line = text.AsSpan(range);
            if (range.Start.Value == 0 || line.IsEmpty)
                continue;
            if (line[0] == '>' && files.Count > 0)
                files[^1] = files[^1] with { LinkTarget = line[1..].ToString() };
            else if (ParseFile(line) is { } file)
                files.Add(file);
            else
                return null;
        }

        return IsOrdered(files) && files.TrueForAll(file => IsInside(file.Path)) ? new ContextList(files) : null;
    }

    /// <summary>The list as the text of its file.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (var file in Files)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Letter(file.Kind)} {file.Size} {file.ModifiedTicks} {file.ChangedTicks} {file.Inode} ")
                .Append(file.Sha256).Append(' ').Append(file.Path).Append('\n');
            if (file.Kind == ContextFileKind.SymbolicLink)
                text.Append('>').Append(file.LinkTarget).Append('\n');
        }

        return text.Append(SealOf(text.ToString())).ToString();
    }

    private static string SealOf(string text) => $"{Seal}{Convert.ToHexStringLower(SHA256.HashData(Utf8.GetBytes(text)))}\n";

    private static string DigestOf(IReadOnlyList<ContextFile> files)
    {
        var text = new StringBuilder();
        foreach (var file in files)
            text.Append(Letter(file.Kind)).Append(' ').Append(file.Sha256).Append(' ').Append(file.Path).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Utf8.GetBytes(text.ToString())));
    }

    private static ContextFile? ParseFile(ReadOnlySpan<char> line)
    {
        Span<Range> fields = stackalloc Range[7];
        if (line.Split(fields, ' ') != 7 || KindOf(line[fields[0]]) is not { } kind)
            return null;

        return TryNumber(line[fields[1]], out var size)
            && TryNumber(line[fields[2]], out var modified)
            && TryNumber(line[fields[3]], out var changed)
            && TryNumber(line[fields[4]], out var inode)
            ? new ContextFile(line[fields[6]].ToString(), kind, size, modified, changed, inode, line[fields[5]].ToString())
            : null;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static char Letter(ContextFileKind kind) => kind switch
    {
        ContextFileKind.Executable => 'x',
        ContextFileKind.SymbolicLink => 'l',
        _ => 'f',
    };

    private static ContextFileKind? KindOf(ReadOnlySpan<char> letter) => letter switch
    {
        "f" => ContextFileKind.File,
        "x" => ContextFileKind.Executable,
        "l" => ContextFileKind.SymbolicLink,
        _ => null,
    };

    private static bool IsOrdered(IReadOnlyList<ContextFile> files)
    {
        for (var i = 1; i < files.Count; i++)
        {
            if (ContextListOrder.Instance.Compare(files[i - 1].Path, files[i].Path) >= 0)
                return false;
        }

        return true;
    }

    private static bool IsInside(string path)
    {
        foreach (var range in path.AsSpan().Split('/'))
        {
            if (path.AsSpan(range) is "" or "." or "..")
                return false;
        }

        return true;
    }
}
