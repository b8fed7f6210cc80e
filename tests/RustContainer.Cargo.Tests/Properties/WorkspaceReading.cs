using System.Text.RegularExpressions;
using RustContainer.Cargo.Keys;
using RustContainer.Cargo.LockChecking;
using RustContainer.Cargo.Locking;
using RustContainer.Cargo.Recipes;
using RustContainer.Cargo.Selection;
using RustContainer.Cargo.Toml;
using RustContainer.Cargo.Workspaces;
using RustContainer.Contract;

namespace RustContainer.Cargo.Tests.Properties;

/// <summary>Everything that the SDK makes of a workspace's files, and what holds for each of it whatever the files say.</summary>
public static partial class WorkspaceReading
{
    private const int LongestMessage = 2000;

    /// <summary>Codes of what no line of a file says: the file is absent or no file, or an option of the user names what there is not.</summary>
    private static readonly string[] WithoutLine =
    [
        TomlCodes.Unreadable, CargoCodes.ManifestMissing, CargoCodes.UnknownPackage, CargoCodes.UnknownBinary, CargoCodes.UnknownFeature,
        CargoCodes.NoSingleBinary, CargoCodes.UnknownProfile,
    ];

    /// <summary>Reads and derives, for one selection or several; gives the one error, or <see langword="null"/> where there is none.</summary>
    public static Diagnostic? Check(string manifest, bool once = false)
    {
        try
        {
            DeriveAll(CargoWorkspace.Load(manifest), once);
            return null;
        }
        catch (CodedException error)
        {
            CheckDiagnostic(error.Diagnostic);
            return error.Diagnostic;
        }
    }

    private static void DeriveAll(CargoWorkspace workspace, bool once)
    {
        _ = Recipe.ToJson(workspace);
        if (workspace.Members.SelectMany(member => member.Binaries).FirstOrDefault() is { } bin)
            _ = Recipe.ToJson(workspace, bin.Name);
        foreach (var difference in LockCheck.Differences(workspace))
            CheckMessage(difference.Message);
        Derive(workspace, new CargoSelection());
        if (once)
            return;
        Derive(workspace, new() { Packages = [.. workspace.Members.Select(member => member.Name.Value)], AllFeatures = true, Profile = "release" });
        Derive(workspace, new() { NoDefaultFeatures = true, Packages = [.. workspace.Members.Select(member => member.Name.Value).Take(1)] });
    }

    private static void Derive(CargoWorkspace workspace, CargoSelection selection)
    {
        var resolved = selection.Resolve(workspace);
        var triple = TargetTriple.Parse("x86_64-unknown-linux-gnu");
        _ = resolved.Artifacts(triple);
        var inputs = new DependencyKeyInputs(triple, "", "stable", "rust:1");
        var key = DependencyKey.Compute(resolved, inputs);
        Assert.DoesNotContain(key.Text.Split('\n'), line => !KeyLine().IsMatch(line));
        var skeleton = Skeleton.Files(resolved, inputs);
        _ = TomlDocument.Parse(skeleton["Cargo.toml"], "Cargo.toml");
        if (skeleton.TryGetValue("Cargo.lock", out var text))
            _ = CargoLock.Parse(text, "Cargo.lock");
    }

    private static void CheckDiagnostic(Diagnostic diagnostic)
    {
        Assert.Matches(Code(), diagnostic.Code);
        CheckMessage(diagnostic.Message);
        Assert.True(diagnostic.File is not null, $"{diagnostic} names no file.");
        Assert.True(diagnostic.Line > 0 && diagnostic.Column > 0 || WithoutLine.Contains(diagnostic.Code), $"{diagnostic} has no place.");
    }

    private static void CheckMessage(string message)
    {
        Assert.DoesNotContain(message, character => char.IsControl(character) || character is '\u2028' or '\u2029' or '\u202E');
        Assert.InRange(message.Length, 10, LongestMessage);
    }

    [GeneratedRegex("^RUSTPROJ3[0-9]{3}$")]
    private static partial Regex Code();

    [GeneratedRegex("^($|(asks|crate|target|builder|toolchain|rustflags|resolver|profile|format|cargo-feature) |(profile|patch|config|replace)[.])")]
    private static partial Regex KeyLine();
}
