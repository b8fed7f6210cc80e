using System.Buffers;
using System.Runtime.Versioning;
using RustContainer.BuildKit.Protocol.Files;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>
/// A folder of this machine that a build's result is written into. What comes is made in an image, so nothing of it is believed: a path
/// must be clean, follow the one before it, and lie in a folder that came before; a link must stay inside; devices, pipes and sockets
/// are refused. What is there already under the same name is replaced and never written through.
/// </summary>
internal sealed class ExportFolder(string root)
{
    private static readonly SearchValues<char> NotInWindowsNames = SearchValues.Create("\\:*?\"<>|");

    private static readonly HashSet<string> WindowsDevices = new(
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(i => new[] { $"COM{i}", $"LPT{i}" })],
        StringComparer.OrdinalIgnoreCase);

    private readonly Stack<string> _folders = new();
    private readonly HashSet<string> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _namesWithoutCase = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Path, string Target, UnixFileMode Mode)> _hardLinks = [];
    private string _previous = "";

    /// <summary>Takes the next entry. A folder or link is made at once; for a file, a function that creates it.</summary>
    /// <exception cref="CodedException">It is refused (<see cref="BuildKitCodes.ExportRefused"/>), or cannot be made
    /// (<see cref="BuildKitCodes.ExportNotWritable"/>).</exception>
    public Func<FileStream>? Add(Stat stat)
    {
        Check(stat);
        var full = FullPath(stat.Path);
        try
        {
            switch (GoFileMode.KindOf(stat.Mode))
            {
                case SyncEntryKind.Directory:
                    MakeFolder(full, GoFileMode.PermissionsOf(stat.Mode));
                    _folders.Push(stat.Path);
                    return null;
                case SyncEntryKind.SymbolicLink:
                    CheckLink(stat);
                    Remove(full);
                    File.CreateSymbolicLink(full, stat.Linkname);
                    return null;
                case SyncEntryKind.File when stat.Linkname.Length > 0:
                    AddHardLink(stat);
                    return null;
                case SyncEntryKind.File:
                    _files.Add(stat.Path);
                    return () => Create(full, GoFileMode.PermissionsOf(stat.Mode));
                default:
                    throw Refused(stat.Path, "it is a device, pipe or socket");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(stat.Path, e);
        }
    }

    /// <summary>Makes what could not be made before all files had come: the further names of files that have several.</summary>
    /// <exception cref="CodedException">One cannot be made.</exception>
    public void Complete()
    {
        foreach (var (path, target, mode) in _hardLinks)
        {
            try
            {
                using var from = File.OpenRead(FullPath(target));
                using var to = Create(FullPath(path), mode);
                from.CopyTo(to);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw NotWritable(path, e);
            }
        }
    }

    /// <summary>The error for what cannot be written.</summary>
    public static CodedException NotWritable(string path, Exception cause) => new(
        BuildKitCodes.ExportNotWritable,
        $"'{PeerText.Shown(path)}' of the build's result could not be written: {PeerText.Shown(cause.Message)} "
        + "Look at the rights and the free space of the output folder.",
        cause);

    private void Check(Stat stat)
    {
        if (SyncPath.FaultOf(stat.Path) is { } fault)
        {
            throw Refused(stat.Path, fault);
        }

        if (SyncPath.Compare(_previous, stat.Path) >= 0)
        {
            throw Refused(stat.Path, $"it came after '{PeerText.Shown(_previous)}', which is not the order");
        }

        var parent = SyncPath.ParentOf(stat.Path);
        while (_folders.TryPeek(out var open) && open != parent)
        {
            _folders.Pop();
        }

        if (parent.Length > 0 && _folders.Count == 0)
        {
            throw Refused(stat.Path, $"'{PeerText.Shown(parent)}' did not come as a folder");
        }

        if (stat.Size < 0)
        {
            throw Refused(stat.Path, "its size is negative");
        }

        if (!OperatingSystem.IsLinux() && !_namesWithoutCase.Add(stat.Path))
        {
            throw Refused(stat.Path, "it differs from another name by case only, which this machine cannot hold");
        }

        if (OperatingSystem.IsWindows())
        {
            CheckForWindows(stat.Path);
        }

        _previous = stat.Path;
    }

    internal static void CheckForWindows(string path)
    {
        foreach (var name in path.Split('/'))
        {
            if (name.AsSpan().IndexOfAny(NotInWindowsNames) >= 0 || name.Any(c => c < ' ') || name[^1] is '.' or ' '
                || WindowsDevices.Contains(name.Split('.')[0].TrimEnd()))
            {
                throw Refused(path, "Windows cannot hold a file of that name");
            }
        }
    }

    private static void CheckLink(Stat stat)
    {
        var target = stat.Linkname;
        var depth = stat.Path.Count(c => c == '/');
        var leaves = target.Length == 0 || target[0] == '/' || target.Contains('\0', StringComparison.Ordinal)
            || (OperatingSystem.IsWindows() && target.AsSpan().IndexOfAny(NotInWindowsNames) >= 0);
        var descended = false;
        foreach (var part in leaves ? [] : target.Split('/'))
        {
            // After a name, which may be a link itself, ".." need not lead back to where the name was.
            leaves |= part == ".." && (descended || --depth < 0);
            descended |= part is not ("" or "." or "..");
        }

        if (leaves)
        {
            throw Refused(stat.Path, $"it is a link to '{PeerText.Shown(target)}', which leads or may lead outside of the exported folder");
        }
    }

    private void AddHardLink(Stat stat)
    {
        var target = stat.Linkname.TrimStart('/');
        if (!_files.Contains(target))
        {
            throw Refused(stat.Path, $"it is another name of '{PeerText.Shown(stat.Linkname)}', which did not come before");
        }

        _hardLinks.Add((stat.Path, target, GoFileMode.PermissionsOf(stat.Mode)));
    }

    private string FullPath(string path) => Path.Combine(root, path.Replace('/', Path.DirectorySeparatorChar));

    private static void MakeFolder(string path, UnixFileMode mode)
    {
        if (!Directory.Exists(path) || new DirectoryInfo(path).LinkTarget is not null)
        {
            Remove(path);
        }

        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode | UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static FileStream Create(string path, UnixFileMode mode)
    {
        Remove(path);
        var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        if (!OperatingSystem.IsWindows())
        {
            SetMode(stream, mode);
        }

        return stream;
    }

    // By the handle: the process's umask has no say, and nobody can put a link in its place.
    [UnsupportedOSPlatform("windows")]
    private static void SetMode(FileStream stream, UnixFileMode mode) => File.SetUnixFileMode(stream.SafeFileHandle, mode);

    private static void Remove(string path)
    {
        if (new DirectoryInfo(path) is { Exists: true, LinkTarget: null })
        {
            throw new IOException("A folder is in its place.");
        }

        // A link to a folder is a folder to Windows.
        if (OperatingSystem.IsWindows() && Directory.Exists(path))
        {
            Directory.Delete(path);
            return;
        }

        File.Delete(path);
    }

    private static CodedException Refused(string path, string why) => new(
        BuildKitCodes.ExportRefused,
        $"The build's result holds '{PeerText.Shown(path)}', which is not written: {why}. Correct the stage that is exported so that it holds plain files, "
        + "folders and links between them.");
}
