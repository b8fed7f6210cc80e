using RustContainer.Cargo.Selection;

namespace RustContainer.Cargo.Keys;

/// <summary>What is known of a platform without asking rustc.</summary>
internal sealed class Platform
{
    /// <summary>What rustc itself may say of a platform. https://doc.rust-lang.org/reference/conditional-compilation.html</summary>
    private static readonly HashSet<string> Built =
    [
        "debug_assertions", "fmt_debug", "overflow_checks", "panic", "relocation_model", "sanitize", "ub_checks", "unix", "windows",
    ];

    private readonly string? _triple;
    private readonly bool _hasFlags;
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly bool _isUnix;

    private Platform(string? triple, string os, bool hasFlags)
    {
        _triple = triple;
        _hasFlags = hasFlags;
        _values["target_os"] = os;
        _isUnix = os is "linux" or "macos" or "ios" or "android" or "freebsd" or "netbsd" or "openbsd";
        if (_isUnix || os == "windows")
            _values["target_family"] = _isUnix ? "unix" : "windows";
    }

    /// <summary>Some Linux: what build scripts and procedural macros are compiled for in a builder whose architecture is not
    /// known.</summary>
    /// <param name="hasFlags">Whether <c>--cfg</c> is among rustc's flags, so that a name that is not rustc's own may hold.</param>
    public static Platform SomeLinux(bool hasFlags) => new(null, "linux", hasFlags);

    /// <summary>The platform of a triple.</summary>
    /// <param name="triple">The triple.</param>
    /// <param name="hasFlags">Whether <c>--cfg</c> is among rustc's flags, so that a name that is not rustc's own may hold.</param>
    public static Platform Of(TargetTriple triple, bool hasFlags)
    {
        var parts = triple.Value.Split('-');
        var platform = new Platform(triple.Value, OsOf(triple), hasFlags);
        if (ArchitectureOf(parts[0]) is { } architecture)
        {
            platform._values["target_arch"] = architecture.Name;
            platform._values["target_pointer_width"] = architecture.Width;
        }
        var environment = parts[^1];
        if (environment is "gnu" or "musl" or "msvc")
            platform._values["target_env"] = environment;
        return platform;
    }

    /// <summary>Whether the key of a <c>[target]</c> table is for this platform; <see langword="null"/> where that is not known.</summary>
    public bool? Matches(string key) => key.StartsWith("cfg(", StringComparison.Ordinal) && key.EndsWith(')')
        ? CfgExpression.Evaluate(key[4..^1], LookUp)
        : _triple is null ? null : key == _triple;

    private bool? LookUp(string name, string? value)
    {
        if (!Built.Contains(name) && !name.StartsWith("target_", StringComparison.Ordinal))
            return _hasFlags ? null : false;
        if (_values["target_os"].Length == 0)
            return null;
        return (name, value) switch
        {
            ("unix", null) => _isUnix,
            ("windows", null) => _values["target_os"] == "windows",
            ({ } key, { } wanted) when _values.TryGetValue(key, out var known) => known == wanted,
            _ => null,
        };
    }

    private static string OsOf(TargetTriple triple) => triple switch
    {
        { IsWindows: true } => "windows",
        { IsApple: true } when triple.Value.EndsWith("-darwin", StringComparison.Ordinal) => "macos",
        { Value: var value } when value.Contains("-linux-android", StringComparison.Ordinal) => "android",
        { Value: var value } when value.Contains("-linux", StringComparison.Ordinal) => "linux",
        { Value: var value } when value.EndsWith("-freebsd", StringComparison.Ordinal) => "freebsd",
        _ => "",
    };

    private static (string Name, string Width)? ArchitectureOf(string first) => first switch
    {
        "x86_64" => ("x86_64", "64"),
        "aarch64" => ("aarch64", "64"),
        "i686" or "i586" => ("x86", "32"),
        "riscv64gc" => ("riscv64", "64"),
        "powerpc64le" => ("powerpc64", "64"),
        "s390x" => ("s390x", "64"),
        "armv7" or "arm" => ("arm", "32"),
        _ => null,
    };
}
