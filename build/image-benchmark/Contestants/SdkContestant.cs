using RustContainer.ImageBenchmark.Scenarios;

namespace RustContainer.ImageBenchmark.Contestants;

/// <summary>Ours: the worker process alone, or a whole dotnet command.</summary>
/// <param name="Name">Its name in the tables.</param>
/// <param name="Strategy">The cache strategy.</param>
/// <param name="Verb">The dotnet command; <see langword="null"/> for the worker that it would start.</param>
/// <param name="Options">What to measure.</param>
internal sealed record SdkContestant(string Name, string Strategy, string? Verb, BenchOptions Options) : Contestant(Name)
{
    /// <summary>Whether it is of interest where its cache is in a registry, and nowhere else.</summary>
    public bool InRegistryOnly { get; init; }

    public override bool TakesPart(Scenario scenario) => (Verb != "build" || scenario.Profile == "release") && (!InRegistryOnly || scenario.IsOnFreshEngine);

    public override bool HasRegistryCache => Strategy == "Layered";

    public override void WriteFiles(WorkspaceCopy copy)
    {
        Files.Write(Path.Combine(copy.Folder, "global.json"), $$"""{ "msbuild-sdks": { "RustContainer.Sdk": "{{Options.SdkVersion}}" } }""");
        Files.Write(Path.Combine(copy.Folder, "NuGet.config"), $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{Path.Combine(Options.Repository, "packages")}" />
              </packageSources>
            </configuration>
            """);
        // The flag changes the key of every step, and no code.
        Files.Write(Path.Combine(copy.Folder, "app.rustproj"), $"""
            <Project Sdk="RustContainer.Sdk">
              <PropertyGroup>
                <CargoPackage>{copy.Workspace.Package}</CargoPackage>
                <ContainerRepository>{copy.Image}</ContainerRepository>
                <RustCacheStrategy>{Strategy}</RustCacheStrategy>
                <RustCacheId>{copy.CacheId}</RustCacheId>
                {CachesOf(copy)}
                <RustFlags>--cfg bench="{copy.CacheId}"</RustFlags>
              </PropertyGroup>
            </Project>
            """);
    }

    public override void Prepare(WorkspaceCopy copy, string profile)
    {
        if (Verb is null)
            new Command("dotnet", ["build", "app.rustproj", "-c", Configuration(profile), "-t:StageRustContainer", "-v:q"], copy.Folder).Run();
    }

    public override Command Build(WorkspaceCopy copy, string profile) => Verb is not null
        ? new("dotnet", [Verb, "app.rustproj", "-c", Verb == "build" ? "Debug" : Configuration(profile), "-v:q"], copy.Folder)
        : new("dotnet", [WorkerPath(copy), Path.Combine(copy.Folder, "obj", Configuration(profile), "rustcontainer", "build.json"), "artifacts", "image"], copy.Folder);

    private static string CachesOf(WorkspaceCopy copy) => copy.RegistryCache is { } cache
        ? $"<BuildKitCacheFrom>{cache}</BuildKitCacheFrom><BuildKitCacheTo>{cache}</BuildKitCacheTo>" : "";

    private static string Configuration(string profile) => profile == "release" ? "Release" : "Debug";

    private static string WorkerPath(WorkspaceCopy copy)
    {
        new Command("dotnet", ["msbuild", "app.rustproj", "-getProperty:_RustContainerWorker"], copy.Folder).Run(out var path);
        return path.Trim();
    }
}
