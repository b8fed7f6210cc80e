using RustContainer.Staging.Tests.Harness;

namespace RustContainer.Staging.Tests.Strategies;

/// <summary>Whoever else had the mount, and whatever came between: what is made is what a clean build makes.</summary>
[Trait("Needs", "engine")]
public sealed class SharedMountTests
{
    private static readonly string Run = Guid.NewGuid().ToString("N");

    [EngineFact]
    public void Two_clones_that_share_a_mount_build_their_own_after_one_another_and_at_once() => TwoClones("Mount");

    [EngineTheory]
    [InlineData("Layered")]
    [Trait("Length", "Long")]
    public void So_they_do_in_a_seeded_mount(string strategy) => TwoClones(strategy);

    private static void TwoClones(string strategy)
    {
        using var walk = Begin(strategy);
        using var clone = Begin(strategy);
        clone.Workspace.Options = clone.Workspace.Options with { RustCacheId = walk.Workspace.Options.RustCacheId };
        clone.Workspace.Set("leaf", "leaf2", "beta");
        walk.ToOther("the first build");
        Assert.Equal("app leaf", clone.ToOther("a clone that is on another branch"));
        Assert.Equal("app leaf", walk.To("the first again"));

        clone.Workspace.Set("app", "app2", "leaf", "alpha");
        Parallel.Invoke(() => walk.To("the first, at once with the clone"), () => clone.ToOther("the clone, at once with the first"));

        // Another profile of the same sources, as another project of a solution builds it.
        clone.Workspace.Options = clone.Workspace.Options with { CargoProfile = "release" };
        walk.Workspace.Set("app", "app2", "leaf", "alpha");
        Parallel.Invoke(() => walk.ToOther("dev, at once with release"), () => clone.ToOther("release, at once with dev"));
    }

    [EngineTheory]
    [InlineData("Mount")]
    [InlineData("Layered")]
    [Trait("Length", "Long")]
    public void A_build_that_was_killed_and_a_clock_that_went_back_and_a_mount_that_lost_files_change_no_byte(string strategy)
    {
        using var walk = Begin(strategy);
        var workspace = walk.Workspace;
        workspace.Write("leaf/build.rs", """
            fn main() {
                println!("cargo:rerun-if-changed=hang");
                while std::fs::read("hang").unwrap() == b"yes" { std::thread::sleep(std::time::Duration::from_millis(10)) }
            }

            """);
        workspace.Write("leaf/hang", "no");
        walk.ToOther("the first build");

        // The build script is run with what cargo has to compile again before it.
        workspace.Set("leaf", "leaf2", "beta");
        workspace.Write("leaf/hang", "yes");
        workspace.KilledAt("Compiling leaf");
        workspace.Write("leaf/hang", "no");
        walk.ToOther("a killed build");
        workspace.Set("leaf", "leaf1", "beta");
        workspace.Write("leaf/hang", "yes");
        workspace.KilledAt("Compiling leaf");
        workspace.Set("leaf", "leaf2", "beta");
        workspace.Write("leaf/hang", "no");
        walk.To("a killed build, and a revert");

        workspace.InMount("find /w/build /w/.clock -exec touch -h -d 2099-01-01 {} +");
        workspace.Set("leaf", "leaf3", "beta");
        Assert.Equal("alpha app beta leaf", walk.ToOther("a clock that went back"));
        workspace.InMount("rm /w/.clock && find /w/build -exec touch -h -d 2099-01-01 {} +");
        workspace.Set("leaf", "leaf4", "beta");
        Assert.Equal("alpha app beta leaf", walk.ToOther("a clock that went back after a killed build"));

        workspace.InMount("rm -rf /w/.ledger");
        workspace.Set("leaf", "leaf5", "beta");
        walk.ToOther("a mount that lost the ledger");
        workspace.InMount("rm -rf /w/build");
        workspace.Set("leaf", "leaf6", "beta");
        walk.ToOther("a mount that lost what was compiled");
    }

    [EngineTheory]
    [InlineData("Mount")]
    [InlineData("Layered")]
    [Trait("Length", "Long")]
    public void A_mount_that_was_pruned_changes_no_byte(string strategy)
    {
        using var walk = Begin(strategy);
        walk.ToOther("the first build");
        walk.Workspace.Set("leaf", "leaf2", "beta");
        walk.Workspace.Prune();
        Assert.Contains("app leaf", walk.ToOther("another mount").Replace("beta ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        walk.Workspace.Set("leaf", "leaf1", "beta");
        Assert.Equal("app leaf", walk.ToOther("a revert"));
    }

    private static BitsWalk Begin(string strategy) =>
        new(new() { RustCacheStrategy = strategy, RustBuilderImage = TinyCrates.In("rust:1-bookworm") }, Run);
}
