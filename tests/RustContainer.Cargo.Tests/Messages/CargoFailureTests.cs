using RustContainer.Cargo.Messages;

namespace RustContainer.Cargo.Tests.Messages;

/// <summary>cargo's words for what goes wrong, as cargo 1.63 to 1.96 printed them.</summary>
public sealed class CargoFailureTests
{
    [Theory]
    [InlineData(CargoFailure.Resolve, "nope", """
        error: no matching package named `nope` found
        location searched: directory source `/usr/share/cargo/registry` (which is replacing registry `crates-io`)
        required by package `app v0.1.0 (/w/src)`
        """)]
    [InlineData(CargoFailure.Resolve, "dep", """
        error: failed to select a version for `dep`.
            ... required by package `app v0.1.0 (/w/src)`
        versions that meet the requirements `*` are: 0.1.0

        package `app` depends on `dep` with feature `nope` but `dep` does not have that feature.


        failed to select a version for `dep` which could resolve this conflict
        """)]
    [InlineData(CargoFailure.Resolve, "b", """
        error: failed to select a version for `b`.
            ... required by package `app v0.1.0 (/w/src)`
        versions that meet the requirements `*` are: 0.1.0

        package `b` links to the native library `z`, but it conflicts with a previous package which links to `z` as well:
        package `a v0.1.0 (/w/src/a)`
            ... which satisfies path dependency `a` of package `app v0.1.0 (/w/src)`
        """)]
    [InlineData(CargoFailure.Download, "x", """
        error: failed to get `x` as a dependency of package `app v0.1.0 (/w/src)`

        Caused by:
          failed to load source for dependency `x`

        Caused by:
          unable to update registry `mine`

        Caused by:
          download of config.json failed

        Caused by:
          curl failed

        Caused by:
          [7] Couldn't connect to server (Failed to connect to 127.0.0.1 port 9 after 0 ms: Couldn't connect to server)
        """)]
    [InlineData(CargoFailure.Download, "x", """
        error: failed to get `x` as a dependency of package `app v0.1.0 (/w/src)`

        Caused by:
          failed to load source for dependency `x`

        Caused by:
          Unable to update https://git.invalid/x

        Caused by:
          failed to clone into: /rustcontainer/cargo-home/git/db/x-d600120ab5cdfcda

        Caused by:
          failed to resolve address for git.invalid: Name or service not known; class=Net (12)
        """)]
    [InlineData(CargoFailure.Credentials, "x", """
        error: failed to get `x` as a dependency of package `app v0.1.0 (/w/src)`

        Caused by:
          failed to query replaced source registry `crates-io`

        Caused by:
          failed to fetch `https://registry.invalid/x`: HTTP response: got 403, body: no
        """)]
    [InlineData(CargoFailure.Credentials, "x", """
        error: failed to get `x` as a dependency of package `app v0.1.0 (/w/src)`

        Caused by:
          failed to clone into: /rustcontainer/cargo-home/git/db/x-d600120ab5cdfcda

        Caused by:
          failed to authenticate when downloading repository: git@git.invalid:x
        """)]
    [InlineData(CargoFailure.ToolchainTooOld, null, """
        error: rustc 1.96.0 is not supported by the following package:
          app@0.1.0 requires rustc 1.99
        """, null)]
    [InlineData(CargoFailure.ToolchainTooOld, null, """
        error: failed to parse manifest at `/w/src/Cargo.toml`

        Caused by:
          failed to parse the `edition` key

        Caused by:
          this version of Cargo is older than the `2024` edition, and only supports `2015`, `2018`, and `2021` editions.
        """)]
    [InlineData(CargoFailure.ToolchainTooOld, null, """
        error: failed to parse lock file at: /w/src/Cargo.lock

        Caused by:
          lock file version 4 requires `-Znext-lockfile-bump`
        """, "/w/src/Cargo.lock")]
    [InlineData(CargoFailure.Manifest, null, """
        error: failed to parse manifest at `/w/src/Cargo.toml`

        Caused by:
          no targets specified in the manifest
          either src/lib.rs, src/main.rs, a [lib] section, or [[bin]] section must be present
        """)]
    [InlineData(CargoFailure.DiskFull, null, """
        error: failed to write `/w/build/x86_64-unknown-linux-gnu/debug/.fingerprint/app-1/invoked.timestamp`

        Caused by:
          No space left on device (os error 28)
        """, null)]
    [InlineData(CargoFailure.ProgramMissing, null, """
        error: could not execute process `sccache rustc -vV` (never executed)

        Caused by:
          No such file or directory (os error 2)
        """, null)]
    [InlineData(CargoFailure.LockRefused, null, """
        error: cannot update the lock file /w/src/Cargo.lock because --locked was passed to prevent this
        help: to generate the lock file without accessing the network, remove the --locked flag and use --offline instead.
        """, null)]
    [InlineData(CargoFailure.Other, null, "error: the option `Z` is only accepted on the nightly compiler", null)]
    public void It_is_told_by_its_cause_and_placed_in_the_manifest_that_asks_for_it(
        CargoFailure failure, string? dependency, string text, string? file = "/w/src/Cargo.toml")
    {
        var error = CargoTextError.ParseAll(text.ReplaceLineEndings("\n").Split('\n'))[0];

        Assert.Equal((failure, file, dependency), (error.Failure, error.File, error.Dependency));
    }

    [Fact]
    public void A_build_scripts_panic_is_kept_whole_and_is_the_place()
    {
        var error = Assert.Single(CargoTextError.ParseAll("""
               Compiling app v0.1.0 (/w/src/my app)
            error: failed to run custom build command for `app v0.1.0 (/w/src/my app)`

            Caused by:
              process didn't exit successfully: `/w/build/debug/build/app-27f8d1413482e9df/build-script-build` (exit status: 101)
              --- stderr

              thread 'main' (136) panicked at my app/build.rs:3:32:


              The system library `openssl-nope` required by crate `app` was not found.
              note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace
            """.ReplaceLineEndings("\n").Split('\n')));

        Assert.Equal((CargoFailure.BuildScript, "my app/build.rs", 3, 32, "/w/src/my app"), (error.Failure, error.File, error.Line, error.Column, error.PackageDirectory));
        Assert.Contains("The system library `openssl-nope`", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_build_script_that_prints_a_lot_the_last_words_are_kept()
    {
        var error = Assert.Single(CargoTextError.ParseAll([
            "error: failed to run custom build command for `app v0.1.0 (/w/src)`",
            .. Enumerable.Range(0, 5_000).Select(i => $"  line {i}"),
            "  thread 'main' panicked at build.rs:1:13:",
            "  the answer was not 42",
        ]));

        Assert.EndsWith("the answer was not 42", error.Message, StringComparison.Ordinal);
        Assert.Equal(("build.rs", 1), (error.File, error.Line));
    }
}
