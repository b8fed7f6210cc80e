using RustContainer.BuildKit.Protocol.Worker;

namespace RustContainer.BuildKit;

/// <summary>A worker of BuildKit.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Platforms">The platforms that it builds for, such as <c>linux/amd64</c>, its own first.</param>
/// <param name="Labels">What it says about itself.</param>
public sealed record BuildKitWorker(string Id, IReadOnlyList<string> Platforms, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>Whether the engine keeps its images in containerd's store, where they have manifests.</summary>
    public bool UsesContainerdStore => Labels.ContainsKey("org.mobyproject.buildkit.worker.snapshotter");

    internal static BuildKitWorker From(WorkerRecord record) => new(
        record.ID,
        [.. record.Platforms.Select(p => p.Variant.Length > 0 ? $"{p.OS}/{p.Architecture}/{p.Variant}" : $"{p.OS}/{p.Architecture}")],
        new Dictionary<string, string>(record.Labels));
}
