using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using RustContainer.Tasks.Results;

namespace RustContainer.Tasks;

/// <summary>Stages, resolves Cargo.lock where it is behind, runs the worker where anything changed, and puts the results in their places.</summary>
[MSBuildMultiThreadableTask]
public sealed class BuildRustContainer : StageRustContainer
{
    /// <summary>The dotnet program that runs the worker.</summary>
    public string DotNetHost { get; set; } = "";

    /// <summary>The worker's assembly.</summary>
    [Required]
    public string Worker { get; set; } = "";

    /// <summary>Where a library is published to; empty to build only.</summary>
    public string PublishDirectory { get; set; } = "";

    /// <summary>Whether to publish what was built before, and to fail where the project is not that any more.</summary>
    public bool NoBuild { get; set; }

    /// <summary>The images that were made, named as the .NET SDK names them, with the metadata <c>ManifestDigest</c> and <c>ImageId</c>.</summary>
    [Output]
    public ITaskItem[] GeneratedContainers { get; private set; } = [];

    /// <summary>The file that the image is in; empty where there is none.</summary>
    [Output]
    public string GeneratedArchive { get; private set; } = "";

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellation)
    {
        using var _ = StagingLock.Take(Absolute(StagingDirectory), cancellation);
        var (output, staging) = (Absolute(OutputDirectory), Absolute(StagingDirectory));
        var build = new ProjectBuild(NewLog(), ProjectFile, DotNetHost, Worker, output, staging, () => Stage(cancellation)) { NoBuild = NoBuild };
        if (PublishDirectory.Length == 0)
        {
            build.Build(cancellation);
            return;
        }

        foreach (var (name, image) in build.Publish(Absolute(PublishDirectory), cancellation))
        {
            var item = new TaskItem(name);
            item.SetMetadata("ManifestDigest", image.Digest.Length > 0 ? image.Digest : image.Id);
            item.SetMetadata("ImageId", image.Id);
            GeneratedContainers = [.. GeneratedContainers, item];
        }

        GeneratedArchive = build.Archive;
    }
}
