using RustContainer.Cargo.Configuration;
using RustContainer.Cargo.Recipes;
using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Keys;

/// <summary>The part of Cargo's configuration that bears on external dependencies.</summary>
/// <param name="config">The configuration.</param>
/// <param name="inputs">The target, which is always given to cargo, and RUSTFLAGS.</param>
internal sealed class RelevantConfig(CargoConfig config, DependencyKeyInputs inputs)
{
    /// <summary>What says how cargo talks, and what the skeleton's manifest says (<c>patch</c>) or does without (<c>paths</c>).</summary>
    private static readonly string[] Never =
        ["alias", "term", "cargo-new", "doc", "future-incompat-report", "cache", "install", "patch", "paths"];

    private static readonly string[] NeverOfBuild =
    [
        "jobs", "target-dir", "build-dir", "artifact-dir", "target", "incremental", "dep-info-basedir", "warnings", "rustdoc", "rustdocflags",
        "rustc-workspace-wrapper", "analysis", "sbom", "pipelining",
    ];

    private static readonly string[] NeverOfTarget = ["runner", "rustdocflags", "ar"];

    /// <summary>What a download needs and no compiled byte shows.</summary>
    private static readonly string[] Download = ["net", "http", "registry"];

    private static readonly string[] DownloadOfRegistry = ["credential-provider", "protocol"];

    private readonly bool _isFlagged = !string.IsNullOrWhiteSpace(inputs.RustFlags);
    private readonly Platform _target = Platform.Of(inputs.Triple, HasCfg(config, inputs));
    private readonly Platform _host = Platform.SomeLinux(HasCfg(config, inputs));

    /// <summary>What the skeleton is built with, profiles aside: the settings of downloads are among it.</summary>
    public TomlTable ForSkeleton() => config.Table.Without(Never)
        .MapTable("build", build => build.Without(NeverOfBuild).Without(_isFlagged || IsTargetFlagged() ? ["rustflags"] : []))
        .MapTable("target", targets => targets.Map(Target))
        .MapTable("registry", registry => registry.Without("default"))
        .MapTable("resolver", resolver => resolver.Without("incompatible-rust-versions", "lockfile-path"));

    /// <summary>What changes a compiled dependency, profiles aside.</summary>
    public TomlTable ForKey() => ForSkeleton().Without(Download)
        .MapTable("registries", registries => registries.Map((_, value) =>
            value is TomlTable registry ? registry.Without(DownloadOfRegistry) : value));

    private TomlValue? Target(string key, TomlValue value)
    {
        if (value is not TomlTable table)
            return value;
        var isForTarget = _target.Matches(key) != false;
        if (!isForTarget && !MayBeHost(key))
            return null;
        // Build scripts and procedural macros take a linker and overrides from here, but no flags where a target is given. In the presence
        // of RUSTFLAGS no flags count at all.
        return table.Without(NeverOfTarget).Without(isForTarget && !_isFlagged ? [] : ["rustflags"]);
    }

    private bool MayBeHost(string key) => key.StartsWith("cfg(", StringComparison.Ordinal)
        ? _host.Matches(key) != false
        : key.Contains("-linux-", StringComparison.Ordinal);

    /// <summary>Whether flags under <c>target</c> are sure to put those under <c>build</c> aside.</summary>
    private bool IsTargetFlagged() => (config.Table["target"] as TomlTable)?.Entries.Any(entry => _target.Matches(entry.Key) == true
        && (entry.Value as TomlTable)?["rustflags"] is TomlArray { Items.Count: > 0 } or TomlString { Value.Length: > 0 }) ?? false;

    private static bool HasCfg(CargoConfig config, DependencyKeyInputs inputs) =>
        CfgFlags.AreIn(inputs.RustFlags) || CfgFlags.AreIn(config.Table);
}
