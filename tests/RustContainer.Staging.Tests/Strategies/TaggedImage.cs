using System.Runtime.CompilerServices;
using RustContainer.Staging.Tests.Harness;

namespace RustContainer.Staging.Tests.Strategies;

/// <summary>A builder image with a name of its own, which can come to name another image.</summary>
/// <param name="tests">The file of the class that it is for.</param>
internal sealed class TaggedImage([CallerFilePath] string tests = "") : IDisposable
{
    /// <summary>Its name.</summary>
    public string Name { get; } = $"rustcontainer-test-builder:{Guid.NewGuid():N}";

    /// <summary>Who runs what is run in it; empty for root.</summary>
    public string User { get; init; } = "";

    /// <summary>Gives the name to an image with small crates upon <paramref name="image"/> in which the commands have run.</summary>
    public TaggedImage Become(string image, params string[] commands)
    {
        var folder = Directory.CreateTempSubdirectory("builder").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "Dockerfile"), $"FROM {TinyCrates.In(Docker.Image(image), tests: tests)}\n{string.Concat(commands.Select(command => $"RUN {command}\n"))}{(User.Length > 0 ? $"USER {User}\n" : "")}");
            Docker.Succeed("buildx", "build", "--load", "-t", Name, folder);
            return this;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public void Dispose() => Docker.Run("image", "rm", Name);
}
