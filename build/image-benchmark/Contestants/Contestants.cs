namespace RustContainer.ImageBenchmark.Contestants;

/// <summary>All that are compared.</summary>
internal static class Contestants
{
    /// <summary>Ours, first.</summary>
    public static IReadOnlyList<Contestant> All(BenchOptions options, HelperContainer helper)
    {
        List<Contestant> all =
        [
            new SdkContestant(ContestantNames.Mount, "Mount", null, options),
            new SdkContestant(ContestantNames.Layered, "Layered", null, options),
            new SdkContestant(ContestantNames.Publish, "Mount", "publish", options),
            new SdkContestant(ContestantNames.PublishLayered, "Layered", "publish", options) { InRegistryOnly = true },
            new SdkContestant(ContestantNames.Build, "Mount", "build", options),
            new EmptyProject(),
            new HostContestant(helper, options),
            new DockerfileContestant(ContestantNames.Naive, Dockerfiles.Naive, options, StartsOver: true),
            new DockerfileContestant(ContestantNames.DummyMain, Dockerfiles.DummyMain, options, IsLayered: true, StartsOver: true, HasDependencyLayer: true),
            new DockerfileContestant(ContestantNames.CacheMounts, Dockerfiles.CacheMounts, options),
        ];
        if (HasChef(options))
        {
            all.Add(new DockerfileContestant(ContestantNames.ChefLayers, copy => Dockerfiles.ChefLayers(copy, options.ChefImage), options, IsLayered: true));
            all.Add(new DockerfileContestant(ContestantNames.ChefMounts, copy => Dockerfiles.ChefMounts(copy, options.ChefImage), options));
            if (Runs(options, ["run", "--rm", options.ChefImage, "sccache", "--version"]))
                all.Add(new DockerfileContestant(ContestantNames.ChefSccache, copy => Dockerfiles.ChefSccache(copy, options.ChefImage), options));
            else
                Console.Error.WriteLine($"The image '{options.ChefImage}' has no sccache: the pattern with it is left out.");
        }
        else
        {
            Console.Error.WriteLine($"There is no image '{options.ChefImage}': name one that has cargo-chef, and sccache, by CHEF_IMAGE. The patterns with cargo-chef are left out.");
        }

        return all;
    }

    /// <summary>Whether the image with cargo-chef is here, or can be had.</summary>
    public static bool HasChef(BenchOptions options) =>
        Runs(options, ["image", "inspect", options.ChefImage]) || Runs(options, ["image", "pull", options.ChefImage]);

    private static bool Runs(BenchOptions options, string[] arguments)
    {
        try
        {
            new Command(options.Docker, arguments, options.Repository).Run();
            return true;
        }
        catch (BenchException)
        {
            return false;
        }
    }
}
