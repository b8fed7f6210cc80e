using RustContainer.Cargo.Locking;

namespace RustContainer.Tasks.Results;

/// <summary>Writes back the Cargo.lock that the builder resolved.</summary>
internal static class LockFile
{
    /// <summary>Makes <paramref name="path"/> the resolved lock, in one step.</summary>
    /// <returns>One line that says what changed; <see langword="null"/> where nothing did.</returns>
    /// <exception cref="Contract.CodedException">What the builder gave is no lock; nothing was written.</exception>
    public static string? Replace(string resolved, string path)
    {
        var text = File.ReadAllText(resolved);
        var after = CargoLock.Parse(text, resolved);
        var earlier = File.Exists(path) ? File.ReadAllText(path) : null;
        if (earlier?.ReplaceLineEndings("\n") == text.ReplaceLineEndings("\n"))
            return null;

        // Not beside the lock: that is in the context, which another project of the workspace may be looking at.
        var beside = $"{resolved}.{Guid.NewGuid():n}.new";
        File.WriteAllText(beside, earlier?.Contains("\r\n", StringComparison.Ordinal) == true ? text.ReplaceLineEndings("\r\n") : text);
        File.Move(beside, path, overwrite: true);
        return earlier is null
            ? $"Created {path} with {after.Packages.Count} packages."
            : $"Updated {path}: {Difference(CargoLock.Parse(earlier, path), after)}.";
    }

    private static string Difference(CargoLock before, CargoLock after)
    {
        var old = before.Packages.Select(Name).ToHashSet(StringComparer.Ordinal);
        var now = after.Packages.Select(Name).ToHashSet(StringComparer.Ordinal);
        var changes = now.Except(old).Order(StringComparer.Ordinal).Select(name => "+" + name)
            .Concat(old.Except(now).Order(StringComparer.Ordinal).Select(name => "-" + name)).ToList();
        return changes.Count switch
        {
            0 => "what the packages depend on",
            <= 6 => string.Join(", ", changes),
            _ => $"{string.Join(", ", changes.Take(6))} and {changes.Count - 6} more",
        };
    }

    private static string Name(LockPackage package) => $"{package.Name} {package.Version}";
}
