using System.Text;
using RustContainer.Contract;

namespace RustContainer.Staging.Context;

/// <summary>
/// What leaves a path out of the context. Three voices, each overruling those before it: what the users' .dockerignore files say, our
/// own rules (build outputs, other projects, Git's and editors' folders), and the RustContextInclude and RustContextExclude items.
/// </summary>
internal sealed class ContextRules
{
    private static readonly string[] EverywhereOut = [".git", ".vs", ".idea", "node_modules"];

    private readonly HashSet<string> _members;
    private readonly HashSet<string> _requiredFolders;
    private readonly HashSet<string> _outputs;

    /// <summary>Every directory at or above a member or a required file: never left out as a whole.</summary>
    private readonly HashSet<string> _keepers = new(StringComparer.Ordinal) { "" };

    private readonly List<string> _own = [];
    private readonly HashSet<string> _ownSeen = new(StringComparer.Ordinal);
    private readonly string[] _everywhereOut;

    private ContextRules(ContextRoots roots, ContextScanOptions options)
    {
        _members = Relative(roots, [.. options.MemberDirectories, .. options.ExtraRoots, options.WorkspaceRoot]);
        _requiredFolders = Relative(roots, options.RequiredFiles.Select(file => Path.GetDirectoryName(file.Path)).OfType<string>());
        _outputs = Relative(roots, options.OutputDirectories);
        foreach (var directory in _members.Concat(_requiredFolders))
        {
            for (var keeper = directory; keeper.Length > 0 && _keepers.Add(keeper);)
                keeper = ParentOf(keeper);
        }

        _everywhereOut = [.. EverywhereOut.Where(name => !_keepers.Any(keeper => keeper.Split('/').Contains(name)))];
        foreach (var output in _outputs.Order(ContextListOrder.Instance).Where(output => !IsKeeper(output)))
            Add(output);

        Dockerignores = [.. roots.Parts.Select(part => ReadDockerignore(roots, part))];
        Scope = roots.Parts.Contains("")
            ? IgnorePatterns.None
            : IgnorePatterns.Parse(["*", .. roots.Parts.Select(part => "!" + IgnorePattern.Literal(part))]);
        Written = Dockerignores.Aggregate(Scope, (all, next) => all.FollowedBy(next));
        Include = ReadItems(roots, options.Include, "RustContextInclude", "!");
        Exclude = ReadItems(roots, options.Exclude, "RustContextExclude", "");
        Corrections = Include.FollowedBy(Exclude);
    }

    /// <summary>Which directories belong to a context that is wider than the workspace.</summary>
    public IgnorePatterns Scope { get; }

    /// <summary>The .dockerignore of each part of the context.</summary>
    public IReadOnlyList<IgnorePatterns> Dockerignores { get; }

    /// <summary><see cref="Scope"/> and <see cref="Dockerignores"/>, one after another.</summary>
    public IgnorePatterns Written { get; }

    /// <summary>The RustContextInclude items, as exceptions.</summary>
    public IgnorePatterns Include { get; }

    /// <summary>The RustContextExclude items.</summary>
    public IgnorePatterns Exclude { get; }

    /// <summary><see cref="Include"/>, then <see cref="Exclude"/>.</summary>
    public IgnorePatterns Corrections { get; }

    /// <summary>Our own rules so far, as anchored patterns; a walk adds those that depend on what it meets.</summary>
    public IEnumerable<string> OwnPatterns => _everywhereOut.Select(name => "**/" + name).Concat(_own);

    /// <summary>Reads the .dockerignore files and the items.</summary>
    /// <exception cref="CodedException">One holds a bad pattern or cannot be read.</exception>
    public static ContextRules Read(ContextRoots roots, ContextScanOptions options) => new(roots, options);

    /// <summary>Whether <paramref name="directory"/> is a package's own.</summary>
    public bool IsMember(string directory) => _members.Contains(directory);

    /// <summary>Whether <paramref name="directory"/> is, or holds, something that has to stay.</summary>
    public bool IsKeeper(string directory) => _keepers.Contains(directory);

    /// <summary>Whether <paramref name="directory"/> itself holds a required file.</summary>
    public bool HoldsRequiredFile(string directory) => _requiredFolders.Contains(directory);

    /// <summary>Whether the entry is left out for its name and its neighbours alone.</summary>
    public bool IsLeftOut(ContextFolder folder, string name, string path) =>
        EverywhereOut.Contains(name)
        || _outputs.Contains(path)
        || (name == "target" && folder.HasManifest)
        || (IsBinOrObj(name) && folder.HasProject && !IsSourcesOfMember(folder.Path));

    /// <summary>Writes down what our rules leave out in <paramref name="folder"/>, present or not: a clone stages the same text.</summary>
    public void Describe(ContextFolder folder)
    {
        if (folder.HasManifest)
            AddUnlessKeeper(Join(folder.Path, "target"));
        if (!folder.HasProject || IsSourcesOfMember(folder.Path))
            return;
        AddUnlessKeeper(Join(folder.Path, "bin"));
        AddUnlessKeeper(Join(folder.Path, "obj"));
    }

    /// <summary>Writes down that <paramref name="path"/> is left out.</summary>
    public void LeaveOut(string path, string name)
    {
        if (!_everywhereOut.Contains(name))
            Add(path);
    }

    /// <summary>Writes down that <paramref name="path"/> is not left out, although its name is one that is left out everywhere.</summary>
    public void Keep(string path, string name)
    {
        if (_everywhereOut.Contains(name))
            Add(path, "!");
    }

    /// <summary>The path of <paramref name="name"/> in <paramref name="directory"/>.</summary>
    public static string Join(string directory, string name) => directory.Length == 0 ? name : $"{directory}/{name}";

    private static string ParentOf(string path) => path.LastIndexOf('/') is var end and >= 0 ? path[..end] : "";

    private static bool IsBinOrObj(string name) =>
        name.Equals("bin", StringComparison.OrdinalIgnoreCase) || name.Equals("obj", StringComparison.OrdinalIgnoreCase);

    // src/bin is where Cargo looks for binaries.
    private bool IsSourcesOfMember(string directory) =>
        (directory == "src" || directory.EndsWith("/src", StringComparison.Ordinal)) && _members.Contains(ParentOf(directory));

    private void AddUnlessKeeper(string path)
    {
        if (!IsKeeper(path))
            Add(path);
    }

    private void Add(string path, string prefix = "")
    {
        ContextNames.Check(path);
        if (path.Length > 0 && _ownSeen.Add(path))
            _own.Add(prefix + IgnorePattern.Literal(path));
    }

    private static HashSet<string> Relative(ContextRoots roots, IEnumerable<string> paths) =>
        paths.Select(roots.TryRelative).OfType<string>().ToHashSet(StringComparer.Ordinal);

    private static IgnorePatterns ReadDockerignore(ContextRoots roots, string part)
    {
        var path = Path.Combine(roots.Absolute(part), ".dockerignore");
        try
        {
            return File.Exists(path)
                ? IgnorePatterns.ParseDockerignore(File.ReadAllText(path, Encoding.UTF8), path).Under(part)
                : IgnorePatterns.None;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ContextReading.Unreadable(path, e);
        }
    }

    private static IgnorePatterns ReadItems(ContextRoots roots, IReadOnlyList<string> items, string name, string prefix)
    {
        var under = roots.Workspace.Length == 0 ? "" : IgnorePattern.Literal(roots.Workspace) + "/";
        try
        {
            return IgnorePatterns.Parse(items.Where(item => !string.IsNullOrWhiteSpace(item)).Select(item => prefix + under + item.Trim()));
        }
        catch (CodedException e)
        {
            throw new CodedException(e.Diagnostic.Code, $"In {name}: {e.Message}", e);
        }
    }
}
