using System.Collections.Concurrent;
using RustContainer.Contract;

namespace RustContainer.BuildKit.Tests.Registries;

/// <summary>Caches that go from an engine with the containerd image store to one without, by way of a registry with a password.</summary>
[Trait("Needs", "engine")]
public sealed class CacheTests(BuildKitFixture engine, StoreEngine store, TestRegistry registry)
    : IClassFixture<BuildKitFixture>, IClassFixture<StoreEngine>, IClassFixture<TestRegistry>
{
    private const string Dockerfile = "FROM scratch AS a\nCOPY f /f\nCOPY g /g\nFROM scratch\nCOPY --from=a / /\n";

    private readonly string _unique = Guid.NewGuid().ToString("N");

    private CacheEntry InRegistry => Cache("registry", ("ref", $"{registry.Host}/rustcontainer-registry/{_unique}:cache"), ("mode", "max"));

    [StoreFact]
    public async Task What_one_engine_wrote_into_a_registry_another_takes_from_there_step_by_step()
    {
        await SolveAsync(store.Client, new SolveRequest { Folders = [], Credentials = registry.Credentials, CacheExports = [InRegistry] });

        var (events, files) = await SolveAsync(
            engine.Client, new SolveRequest { Folders = [], Credentials = registry.Credentials, CacheImports = [InRegistry] });

        Assert.Equal(["f", "g"], files);
        Assert.Equal([true, true, true], CopiesIn(events));
    }

    [StoreFact]
    public async Task Without_the_cache_the_same_steps_run()
    {
        await SolveAsync(store.Client, new SolveRequest { Folders = [], Credentials = registry.Credentials, CacheExports = [InRegistry] });

        var (events, _) = await SolveAsync(engine.Client, new SolveRequest { Folders = [] });

        Assert.Equal([false, false, false], CopiesIn(events));
    }

    [StoreFact]
    public async Task A_cache_that_is_not_there_yet_is_passed_over()
    {
        var (_, files) = await SolveAsync(
            engine.Client, new SolveRequest { Folders = [], Credentials = registry.Credentials, CacheImports = [InRegistry] });

        Assert.Equal(["f", "g"], files);
    }

    [StoreFact]
    public async Task What_one_engine_wrote_into_a_folder_another_takes_from_there_and_a_second_tag_leaves_the_first()
    {
        using var folder = new TempFolder();
        await SolveAsync(store.Client, new SolveRequest { Folders = [], CacheExports = [Cache("local", ("dest", folder.At("c")), ("mode", "max"))] });
        await SolveAsync(
            store.Client,
            new SolveRequest { Folders = [], CacheExports = [Cache("local", ("dest", folder.At("c")), ("mode", "max"), ("tag", "other"))] });

        foreach (var tag in (string[])["latest", "other"])
        {
            var (events, files) = await SolveAsync(
                engine.Client, new SolveRequest { Folders = [], CacheImports = [Cache("local", ("src", folder.At("c")), ("tag", tag))] });

            Assert.Equal(["f", "g"], files);
            Assert.Equal([true, true, true], CopiesIn(events));
        }

        Assert.DoesNotContain(folder.List(), name => name.EndsWith(".part", StringComparison.Ordinal));
    }

    [StoreFact]
    public async Task A_folder_that_cannot_be_written_is_an_error_that_names_it()
    {
        using var folder = new TempFolder().With("file", "");

        var error = await Assert.ThrowsAsync<CodedException>(() => SolveAsync(
            store.Client, new SolveRequest { Folders = [], CacheExports = [Cache("local", ("dest", folder.At("file/c")))] }));

        Assert.Equal(BuildKitCodes.CacheFailed, error.Diagnostic.Code);
        Assert.Contains(folder.At("file/c"), error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sha256:../../../../../../etc/passwd")]
    [InlineData("sha256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("")]
    public void What_is_no_digest_is_no_file_of_a_cache(string digest) =>
        Assert.Null(new CacheFolder("/cache", isWritable: true).BlobPath(digest));

    [EngineFact]
    public async Task A_folder_that_is_not_there_yet_is_passed_over_and_an_index_that_is_none_is_an_error()
    {
        using var folder = new TempFolder();
        var request = new SolveRequest { Folders = [], CacheImports = [Cache("local", ("src", folder.At("c")))] };

        Assert.Equal(["f", "g"], (await SolveAsync(engine.Client, request)).Files);
        folder.With("c/index.json", """{"manifests":[{"digest":7,""");
        var error = await Assert.ThrowsAsync<CodedException>(() => SolveAsync(engine.Client, request));

        Assert.Equal(BuildKitCodes.CacheFailed, error.Diagnostic.Code);
    }

    [StoreFact]
    public async Task A_wrong_password_for_a_cache_names_registry_and_user_and_not_the_password()
    {
        var error = await Assert.ThrowsAsync<CodedException>(() => SolveAsync(
            store.Client,
            new SolveRequest { Folders = [], Credentials = registry.CredentialsFor("wr0ng-Pw"), CacheExports = [InRegistry] }));

        Assert.Equal(BuildKitCodes.RegistryRefused, error.Diagnostic.Code);
        Assert.Contains(registry.Host, error.Message, StringComparison.Ordinal);
        Assert.Contains($"user '{TestRegistry.User}'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wr0ng-Pw", error.ToString(), StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task A_cache_that_may_fail_and_cannot_be_written_ends_no_build_and_its_step_says_why()
    {
        var cache = Cache("registry", ("ref", InRegistry.Attributes["ref"]), ("ignore-error", "true"));

        var (events, files) = await SolveAsync(
            store.Client,
            new SolveRequest { Folders = [], Credentials = registry.CredentialsFor("wr0ng-Pw"), CacheExports = [cache] });

        Assert.Equal(["f", "g"], files);
        var export = Assert.Single(events.OfType<VertexFinished>(), step => step.Name.StartsWith("exporting cache", StringComparison.Ordinal));
        Assert.True(RegistryErrors.IsRefusal(export.Error!), export.Error);
    }

    [StoreFact]
    public async Task The_exporter_of_such_an_engine_pushes_and_another_engine_pulls()
    {
        var image = $"{registry.Host}/rustcontainer-registry/{_unique}:1";
        using var context = new TempFolder().With("f", _unique);
        var pushed = await BuildKitFixture.SolveAsync(
            store.Client,
            "FROM scratch\nCOPY f /\n",
            new SolveRequest
            {
                Folders = [SyncDirectory.FromFolder("context", context.Path)],
                Credentials = registry.Credentials,
                Export = new SolveExport.Image([image], Push: true),
            },
            _ => { });
        using var output = new TempFolder();

        await engine.SolveAsync(
            $"FROM {image}@{pushed.ImageDigest} AS b\nFROM scratch\nCOPY --from=b /f /",
            new SolveRequest { Folders = [], Credentials = registry.Credentials, Export = new SolveExport.Folder(output.Path) });

        Assert.Equal(_unique, File.ReadAllText(output.At("f")));
        await store.Client.Api!.RemoveImageAsync(image, CancellationToken.None);
    }

    [StoreFact]
    public async Task A_wrong_password_for_its_push_names_registry_and_user_and_not_the_password()
    {
        var image = $"{registry.Host}/rustcontainer-registry/{_unique}:1";

        var error = await Assert.ThrowsAsync<CodedException>(() => SolveAsync(
            store.Client,
            new SolveRequest
            {
                Folders = [],
                Credentials = registry.CredentialsFor("wr0ng-Pw"),
                Export = new SolveExport.Image([image], Push: true),
            }));

        Assert.Equal(BuildKitCodes.RegistryRefused, error.Diagnostic.Code);
        Assert.Contains($"'{image}' cannot be pushed", error.Message, StringComparison.Ordinal);
        Assert.Contains($"user '{TestRegistry.User}'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wr0ng-Pw", error.ToString(), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task What_an_endpoint_cannot_write_is_said_before_anything_is_built()
    {
        if (engine.Client.Capabilities.Kind != BuilderKind.EngineGraphDriver)
            return;
        var events = new ConcurrentQueue<SolveEvent>();

        var error = await Assert.ThrowsAsync<CodedException>(
            () => engine.SolveAsync("FROM scratch", new SolveRequest { Folders = [], CacheExports = [Cache("gha")] }, events));

        Assert.Equal(BuildKitCodes.CacheUnsupported, error.Diagnostic.Code);
        Assert.Contains("containerd-snapshotter", error.Message, StringComparison.Ordinal);
        Assert.Empty(events);
    }

    [Theory]
    [InlineData(BuilderKind.EngineGraphDriver, "registry", "registry")]
    [InlineData(BuilderKind.EngineContainerdStore, "s3", "gha")]
    [InlineData(BuilderKind.BuildKitDaemon, "none-such", "inline")]
    public void A_type_that_an_endpoint_lacks_is_named_with_those_that_it_has(BuilderKind kind, string type, string wrongImport)
    {
        var endpoint = new Endpoint(new EndpointAddress(EndpointKind.UnixSocket, "/run/x.sock"), "test");
        var capabilities = EndpointCapabilities.Of(kind);

        var error = Assert.Throws<CodedException>(() => CacheSupport.Require(endpoint, capabilities, [], [Cache(type)]));

        Assert.Contains($"'{type}'", error.Message, StringComparison.Ordinal);
        Assert.Contains(string.Join(", ", capabilities.CacheExports), error.Message, StringComparison.Ordinal);
        Assert.Equal(
            capabilities.CacheImports.Contains(wrongImport),
            Record.Exception(() => CacheSupport.Require(endpoint, capabilities, [Cache(wrongImport)], [])) is null);
    }

    private static CacheEntry Cache(string type, params (string Name, string Value)[] attributes) =>
        new(type, attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Value));

    private static IEnumerable<bool> CopiesIn(IEnumerable<SolveEvent> events) =>
        events.OfType<VertexFinished>().Where(step => step.Name.Contains("] COPY ", StringComparison.Ordinal)).Select(step => step.Cached);

    private async Task<(IReadOnlyCollection<SolveEvent> Events, string[] Files)> SolveAsync(BuildKitClient client, SolveRequest request)
    {
        using var context = new TempFolder().With("f", _unique).With("g", _unique);
        using var output = new TempFolder();
        var events = new ConcurrentQueue<SolveEvent>();
        var whole = request with
        {
            Folders = [SyncDirectory.FromFolder("context", context.Path)],
            Export = request.Export == SolveExport.None ? new SolveExport.Folder(output.Path) : request.Export,
        };
        await BuildKitFixture.SolveAsync(client, Dockerfile, whole, events.Enqueue);
        return (events, output.List());
    }
}
