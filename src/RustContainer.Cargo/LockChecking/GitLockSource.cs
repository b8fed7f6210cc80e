using RustContainer.Cargo.Workspaces;

namespace RustContainer.Cargo.LockChecking;

/// <summary>Compares a git dependency with a locked source, <c>git+URL?branch=b#commit</c>.</summary>
internal static class GitLockSource
{
    public static bool Matches(GitSource git, string source)
    {
        if (!source.StartsWith("git+", StringComparison.Ordinal))
            return false;
        var address = source[4..];
        var end = address.IndexOf('#', StringComparison.Ordinal);
        if (end >= 0)
            address = address[..end];
        var question = address.LastIndexOf('?');
        var reference = question < 0 ? new(GitReferenceKind.DefaultBranch, "") : Parse(address[(question + 1)..]);
        return IsSame(question < 0 ? address : address[..question], WithoutFragment(git.Url))
            && (reference == git.Reference || IsImpliedMaster(git.Reference, reference));
    }

    /// <summary>Locks of version 2 and before say nothing where the branch is master.</summary>
    private static bool IsImpliedMaster(GitReference wanted, GitReference locked) =>
        wanted is { Kind: GitReferenceKind.Branch, Value: "master" } && locked.Kind == GitReferenceKind.DefaultBranch;

    private static GitReference Parse(string query)
    {
        var pair = query.Split('=', 2);
        var value = pair.Length == 2 ? Uri.UnescapeDataString(pair[1].Replace('+', ' ')) : "";
        // Before version 4 the value was not encoded: a plus sign may be one.
        if (pair.Length == 2 && !pair[1].Contains('%', StringComparison.Ordinal))
            value = pair[1];
        return pair[0] switch
        {
            "branch" => new(GitReferenceKind.Branch, value),
            "tag" => new(GitReferenceKind.Tag, value),
            "rev" or "ref" => new(GitReferenceKind.Revision, value),
            _ => new(GitReferenceKind.DefaultBranch, ""),
        };
    }

    private static bool IsSame(string left, string right) => left == right || Canonical(left) == Canonical(right);

    private static string WithoutFragment(string url) =>
        url.IndexOf('#', StringComparison.Ordinal) is >= 0 and var end ? url[..end] : url;

    /// <summary>Cargo takes two addresses for one without a last slash and ".git", and GitHub's in any case of letters.</summary>
    private static string Canonical(string url)
    {
        var canonical = url.TrimEnd('/');
        if (Uri.TryCreate(canonical, UriKind.Absolute, out var uri))
            canonical = uri.AbsoluteUri.TrimEnd('/');
        if (canonical.Contains("//github.com/", StringComparison.OrdinalIgnoreCase))
            canonical = canonical.ToLowerInvariant();
        return canonical.EndsWith(".git", StringComparison.Ordinal) ? canonical[..^4] : canonical;
    }
}
