using RustContainer.Contract;

namespace RustContainer.Staging.Context;

/// <summary>Finds the files of a context, in the order in which BuildKit wants them.</summary>
internal sealed class ContextWalk
{
    private readonly ContextRoots _roots;
    private readonly ContextRules _rules;
    private readonly CancellationToken _cancellation;
    private readonly List<FoundFile> _files = [];

    private ContextWalk(ContextRoots roots, ContextRules rules, CancellationToken cancellation)
    {
        _roots = roots;
        _rules = rules;
        _cancellation = cancellation;
    }

    /// <summary>What our own rules say of a directory.</summary>
    private enum Zone
    {
        /// <summary>It belongs to the context.</summary>
        In,

        /// <summary>It is a vendored crate's: cargo holds every file against a checksum, so all of it belongs to the context.</summary>
        Vendored,

        /// <summary>It is left out, but something in it has to stay: only what leads there belongs to the context.</summary>
        Passage,

        /// <summary>It is left out.</summary>
        Out,
    }

    /// <summary>The files that belong to the context. What <paramref name="rules"/> leaves out on the way is written down there.</summary>
    /// <exception cref="CodedException">A directory cannot be read, or a name cannot be sent.</exception>
    public static IReadOnlyList<FoundFile> Run(ContextRoots roots, ContextRules rules, CancellationToken cancellation)
    {
        var walk = new ContextWalk(roots, rules, cancellation);
        var root = ContextReading.TryReadFolder("", roots.Root)
            ?? throw ContextReading.Unreadable(roots.Root, new DirectoryNotFoundException("There is no such directory."));
        walk.Visit(root, Zone.In, rules.Written.EnterRoot(), rules.Corrections.EnterRoot());
        return walk._files;
    }

    private void Visit(ContextFolder folder, Zone zone, IgnoreScope written, IgnoreScope corrections)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (zone == Zone.In && folder.IsVendored)
            zone = Zone.Vendored;
        if (zone == Zone.In)
            _rules.Describe(folder);
        foreach (var entry in folder.Entries)
        {
            var path = ContextRules.Join(folder.Path, entry.Name);
            var stat = entry.IsDirectory ? ContextReading.TryStat(entry, _roots.Absolute(path)) : null;
            var isDirectory = stat is { Kind: FileStatKind.Directory };
            var entryZone = ZoneByName(folder, zone, entry.Name, path, isDirectory);
            if (isDirectory)
                VisitDirectory(path, entry.Name, entryZone, written, corrections);
            else if (!IsIgnored(path, entryZone, written, corrections))
                Add(path, entry, stat);
        }
    }

    private void VisitDirectory(string path, string name, Zone zone, IgnoreScope written, IgnoreScope corrections)
    {
        var ignored = IsIgnored(path, zone, written, corrections);
        if (ignored && !MightHoldException(path, zone))
            return;
        if (TryRead(path, ignored) is not { } folder)
            return;

        if (zone == Zone.In && IsLeftOutByContent(folder, name))
        {
            zone = _rules.IsKeeper(path) ? Zone.Passage : Zone.Out;
            if (zone == Zone.Out)
            {
                _rules.LeaveOut(path, name);
                if (IsIgnored(path, zone, written, corrections) && !MightHoldException(path, zone))
                    return;
            }
        }

        Visit(folder, zone, written.Enter(path), corrections.Enter(path));
    }

    private Zone ZoneByName(ContextFolder folder, Zone zone, string name, string path, bool isDirectory)
    {
        if (zone == Zone.Out)
            return Zone.Out;
        if (zone == Zone.Vendored)
        {
            _rules.Keep(path, name);
            return Zone.Vendored;
        }

        if (_rules.IsMember(path) || (zone == Zone.In && !_rules.IsLeftOut(folder, name, path)))
            return Zone.In;
        if (_rules.IsKeeper(path))
            return Zone.Passage;

        // A target root may need the modules beside it.
        if (zone == Zone.Passage && !isDirectory && _rules.HoldsRequiredFile(folder.Path))
            return Zone.In;
        _rules.LeaveOut(path, name);
        return Zone.Out;
    }

    private bool IsLeftOutByContent(ContextFolder folder, string name) =>
        !folder.IsVendored
        && ((folder.HasProject && !_rules.IsKeeper(folder.Path))
            || (name == "target" && folder.IsTaggedAsCache && !_rules.IsMember(folder.Path)));

    private static bool IsIgnored(string path, Zone zone, IgnoreScope written, IgnoreScope corrections) =>
        corrections.PatternFor(path) is { } correction
            ? !correction.IsException
            : zone == Zone.Out || written.PatternFor(path) is { IsException: false };

    private bool MightHoldException(string path, Zone zone) =>
        _rules.Corrections.MightHoldException(path)
        || (zone != Zone.Out && _rules.Corrections.PatternFor(path) is null && _rules.Written.MightHoldException(path));

    private ContextFolder? TryRead(string path, bool ignored)
    {
        try
        {
            return ContextReading.TryReadFolder(path, _roots.Absolute(path));
        }
        catch (CodedException) when (ignored)
        {
            return null;
        }
    }

    private void Add(string path, ContextEntry entry, FileStat? stat)
    {
        ContextNames.Check(path);
        if ((stat ?? ContextReading.TryStat(entry, _roots.Absolute(path))) is { Kind: FileStatKind.File or FileStatKind.Link } found)
            _files.Add(new FoundFile(path, found));
    }
}

/// <summary>A file that belongs to the context.</summary>
/// <param name="Path">Relative to the context's root.</param>
/// <param name="Stat">What the file system said of it before anyone read it.</param>
internal readonly record struct FoundFile(string Path, FileStat Stat);
