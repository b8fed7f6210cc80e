using RustContainer.Cargo.Tests.Keys;

namespace RustContainer.Cargo.Tests.Configuration;

public class With_joined_configuration_every_dependency_is_fresh
{
    private const string Package = "version = \"0.1.0\"\nedition = \"2021\"\n";

    [Theory]
    [InlineData(null)]
    [InlineData("-Cdebuginfo=1")]
    public void After_the_skeleton_that_has_the_part_that_counts(string? rustFlags)
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", $"[package]\nname = \"app\"\n{Package}[dependencies]\nbeta = \"1\"\nsysdep = \"1\"\nderive-it = \"1\"\n"),
            ("src/main.rs", "fn main() { println!(\"{}{}\", beta::beta() + sysdep::sysdep(), env!(\"GREETING\")); derive_it::nothing!(); }\n"),
            (".cargo/config.toml", "include = ['shared/flags.toml', { path = 'mine.toml', optional = true }]\n[build]\nrustflags = ['-Cdebug-assertions=yes']\n" +
                "rustc-workspace-wrapper = 'tools/wrap.sh'\n[env]\nGREETING = 'hi'\n[alias]\nx = 'run'\n"),
            (".cargo/shared/flags.toml", "[target.'cfg(unix)']\nrustflags = ['-Cforce-frame-pointers=yes']\n[target.'cfg(windows)']\nrustflags = ['-Cabsent=yes']\n" +
                "[target.'cfg(debug_assertions)']\nrustflags = ['-Ccodegen-units=3']\n[build]\nrustflags = ['-Cprefer-dynamic=no']\n" +
                "[profile.release]\nopt-level = 1\n[profile.release.package.beta]\nopt-level = 2\n[env]\nDATA = { value = 'data', relative = true }\n"),
            ("tools/wrap.sh", "#!/bin/sh\nexec \"$@\"\n"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(fixture.PathOf("tools/wrap.sh"), (UnixFileMode)0b111_101_101);
        var result = SkeletonBuild.Run(fixture, new() { Profile = "release" }, rustFlags);
        Assert.Contains("beta@1.0.0 []", result.External);
        Assert.Empty(result.Stale);
        Assert.Equal("5hi", result.Said["app"]);
    }
}
