using System.Collections.Concurrent;

namespace RustContainer.Staging.Tests.Strategies;

/// <summary>A walk from state to state of a workspace, built in each with what the builds before left, and compared byte for byte with
/// what a build of the same sources makes that has nothing from before (strategy None).</summary>
internal sealed class BitsWalk : IDisposable
{
    private static readonly ConcurrentDictionary<string, string> Clean = new(StringComparer.Ordinal);
    private string _before = "";

    /// <param name="options">The strategy, and what else is to be.</param>
    /// <param name="run">Makes a run of the test differ from those before, of which BuildKit would know all results.</param>
    public BitsWalk(StagingOptions options, string run)
    {
        Workspace = new StrategyWorkspace(options);
        Workspace.Options = Workspace.Options with { RustFlags = $"{options.RustFlags} --cfg run_{run}".Trim() };
    }

    public StrategyWorkspace Workspace { get; }

    /// <summary>Names what the builder image is now, where its own name does not.</summary>
    public string Builder { get; set; } = "";

    /// <summary>Whether what is made now is what was made a step ago.</summary>
    public bool Same { get; private set; }

    /// <summary>Builds, compares, and gives which packages cargo compiled.</summary>
    public string To(string state)
    {
        var (digest, compiled) = Workspace.Bits();
        var clean = Clean.GetOrAdd($"{Builder}\n{Workspace.State()}", _ => Workspace.CleanBits());
        Assert.True(digest == clean, $"{state}: the program is not that of a clean build{(digest == _before ? ", but that of the state before" : "")}; compiled: {string.Join(' ', compiled)}");
        Same = digest == _before;
        _before = digest;
        return string.Join(' ', compiled);
    }

    /// <summary>As <see cref="To"/>, to a state whose program is another than the one before.</summary>
    public string ToOther(string state)
    {
        var compiled = To(state);
        Assert.False(Same, $"{state}: the program is the one before, so nothing is seen of what is tried");
        return compiled;
    }

    public void Dispose() => Workspace.Dispose();
}
