using System.Security.Cryptography;
using System.Text;
using RustContainer.Cargo.Selection;
using RustContainer.Cargo.Toml;
using RustContainer.Cargo.Workspaces;

namespace RustContainer.Cargo.Keys;

/// <summary>
/// What decides how the external dependencies are compiled, and nothing else: no name, version, description or file of the workspace's own
/// packages, unless it changes what they ask of others.
/// </summary>
/// <param name="Text">Sorted lines, LF, the same bytes from every host: the difference of two texts names what moved the key.</param>
/// <param name="Sha256">The text's hash, lowercase hexadecimal.</param>
public sealed record DependencyKey(string Text, string Sha256)
{
    /// <summary>Computes the key.</summary>
    /// <param name="selection">What is built; Cargo.lock must satisfy the manifests, or requirements take the place of versions.</param>
    /// <param name="inputs">What the files do not say.</param>
    public static DependencyKey Compute(ResolvedSelection selection, DependencyKeyInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(selection);
        ArgumentNullException.ThrowIfNull(inputs);
        var lines = new List<string>();
        lines.AddRange(Inputs(selection, inputs));
        lines.AddRange(Contents(selection.ClosureFor(inputs)));
        var builder = new StringBuilder();
        foreach (var line in lines.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            builder.Append(line).Append('\n');
        var text = builder.ToString();
        return new(text, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    private static IEnumerable<string> Inputs(ResolvedSelection selection, DependencyKeyInputs inputs)
    {
        yield return "format 1";
        yield return $"target {inputs.Triple}";
        yield return $"profile {selection.Profile}";
        yield return $"builder {Quote(inputs.BuilderImage)}";
        yield return $"rustflags {Quote(inputs.RustFlags)}";
        yield return $"toolchain {Quote(inputs.Toolchain)}";
        foreach (var feature in (selection.Workspace.RootManifest.Table["cargo-features"] as TomlArray)?.Items.OfType<TomlString>() ?? [])
            yield return $"cargo-feature {Quote(feature.Value)}";
    }

    private static IEnumerable<string> Contents(DependencyClosure closure)
    {
        yield return $"resolver {closure.Resolver}";
        foreach (var package in closure.Locked)
            yield return $"crate {package.Name} {package.Version} {package.Source} {package.Checksum}".TrimEnd();
        foreach (var line in Choices(closure))
            yield return line;
        foreach (var dependency in closure.Asked)
        {
            string[] features = dependency.DefaultFeatures ? ["default", .. dependency.Features] : [.. dependency.Features];
            var platform = dependency.Platform is { } key ? $" where {CanonicalToml.OneLine(key)}" : "";
            yield return $"asks {WordOf(dependency.Kind)}{WordOf(dependency.Lto)} {dependency.Package.Value} {dependency.VersionText} " +
                $"[{string.Join(", ", features.Order(StringComparer.Ordinal))}]{platform}" +
                (dependency.Locked is null ? $" unlocked {dependency.SourceText}" : "");
        }
        foreach (var line in CanonicalToml.Lines("profile", closure.Profiles).Concat(CanonicalToml.Lines("patch", closure.Patches)))
            yield return line;
        foreach (var line in CanonicalToml.Lines("config", closure.ConfigOfKey))
            yield return line;
    }

    /// <summary>Which of several packages of one name a package depends on: the packages alone do not say.</summary>
    private static IEnumerable<string> Choices(DependencyClosure closure)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var several = closure.Locked.Select(package => package.Name).Where(name => !names.Add(name)).ToHashSet(StringComparer.Ordinal);
        return from package in closure.Locked
               from dependency in package.Dependencies
               where several.Contains(dependency.Name)
               let chosen = closure.Selection.Workspace.Lock!.Resolve(dependency)
               where chosen is not null
               let source = chosen.Source is { } other && other != package.Source ? $" ({other})" : ""
               select $"crate {package.Name} {package.Version} uses {chosen.Name} {chosen.Version}{source}";
    }

    private static string WordOf(DependencyKind kind) => kind switch
    {
        DependencyKind.Build => "host",
        DependencyKind.Development => "unified",
        _ => "target",
    };

    private static string WordOf(LtoNeed need) => need switch
    {
        LtoNeed.Both => " (bitcode and object code)",
        LtoNeed.ObjectCode => " (object code)",
        _ => "",
    };

    /// <summary>One line, whatever the value holds.</summary>
    private static string Quote(string value) => value.Length == 0 ? "none"
        : TomlWriter.WriteInline(new TomlString(value.Replace("\r\n", "\n", StringComparison.Ordinal), default));
}
