namespace RustContainer.Staging;

/// <summary>The environment of every cargo. It is part of a step's key, so that other flags compile again.</summary>
internal static class CargoEnvironment
{
    /// <summary>Where sccache keeps what it keeps in the builder.</summary>
    public const string SccacheFolder = "/rustcontainer/sccache";

    private const string Dynamic = "-C target-feature=-crt-static";

    // sccache keeps nothing of what is compiled incrementally. By its "direct" mode it sees no header that comes to lie before another.
    private static readonly KeyValuePair<string, string>[] Sccache =
        [new("RUSTC_WRAPPER", "sccache"), new("SCCACHE_DIR", SccacheFolder), new("SCCACHE_DIRECT", "false"), new("CARGO_INCREMENTAL", "0")];

    /// <summary>The variables for <paramref name="options"/> on <paramref name="target"/>.</summary>
    /// <exception cref="Contract.CodedException">A value holds a line end.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(StagingOptions options, StagedWorkspace workspace, RustTarget target) =>
        [.. Flags(options, workspace, target), .. options.RustSccache ? Sccache : []];

    private static KeyValuePair<string, string>[] Flags(StagingOptions options, StagedWorkspace workspace, RustTarget target)
    {
        var flags = Values.Line(options.RustFlags, "RustFlags").Trim();

        // A musl program is static unless told otherwise, but nothing can load a static library at run time.
        var mustBeDynamic = target.IsMusl && workspace.Targets.Any(file => file.Kind == StagedTargetKind.DynamicLibrary);
        if (flags.Length > 0)
            return [new("RUSTFLAGS", mustBeDynamic ? $"{flags} {Dynamic}" : flags)];

        // RUSTFLAGS would displace all flags of .cargo/config.toml, this only those under [build].
        var name = $"CARGO_TARGET_{target.Triple.ToUpperInvariant().Replace('-', '_')}_RUSTFLAGS";
        return mustBeDynamic ? [new(name, Dynamic)] : [];
    }
}
