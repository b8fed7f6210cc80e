using RustContainer.Contract;

namespace RustContainer.BuildKit.Tests.Registries;

/// <summary>Images in a registry that asks for a password.</summary>
[Trait("Needs", "engine")]
public sealed class RegistryTests(BuildKitFixture engine, TestRegistry registry) : IClassFixture<BuildKitFixture>, IClassFixture<TestRegistry>
{
    private readonly string _unique = Guid.NewGuid().ToString("N");

    private string Image => $"{registry.Host}/rustcontainer-registry/{_unique}:1";

    [RegistryFact]
    public async Task An_image_is_pushed_under_all_its_names_and_pulled_again_as_a_base()
    {
        var digest = (await PushAsync(registry.Credentials, Image, $"{Image}-other")).ImageDigest;
        Assert.Matches("^sha256:[0-9a-f]{64}$", digest);

        foreach (var name in (string[])[Image, $"{Image}-other"])
        {
            await engine.Client.Api!.RemoveImageAsync(name, CancellationToken.None);
        }

        using var output = new TempFolder();
        await engine.SolveAsync(
            $"FROM {Image}-other@{digest} AS b\nFROM scratch\nCOPY --from=b /f /",
            new SolveRequest { Folders = [], Credentials = registry.Credentials, Export = new SolveExport.Folder(output.Path) });

        Assert.Equal(_unique, File.ReadAllText(output.At("f")));
    }

    [RegistryFact]
    public async Task A_push_whose_connection_breaks_is_repeated()
    {
        await using var relay = Relay.To(engine.Client.Endpoint);
        await using var client = await BuildKitClient.ConnectAsync(new Endpoint(relay.Address, "test"), CancellationToken.None);
        relay.Gate.BreakAt("The push refers to");
        List<int> repetitions = [];

        var result = await BuildKitFixture.SolveAsync(
            client,
            "FROM scratch\nLABEL a=b",
            new SolveRequest { Folders = [], Credentials = registry.Credentials, Export = new SolveExport.Image([Image], Push: true) },
            happened => repetitions.AddRange(happened is SolveRepeated again ? [again.Attempt] : []));

        Assert.Equal([2], repetitions);
        Assert.Matches("^sha256:[0-9a-f]{64}$", result.ImageDigest);
        await engine.Client.Api!.RemoveImageAsync(Image, CancellationToken.None);
    }

    [RegistryFact]
    public async Task A_wrong_password_for_a_push_is_one_error_that_names_registry_and_user_and_not_the_password()
    {
        var error = await Assert.ThrowsAsync<CodedException>(() => PushAsync(registry.CredentialsFor("wr0ng-Pw"), Image));

        AssertRefused(error, "wr0ng-Pw");
        await engine.Client.Api!.RemoveImageAsync(Image, CancellationToken.None);
    }

    [RegistryFact]
    public async Task A_wrong_password_for_a_base_image_is_the_same_error()
    {
        var error = await Assert.ThrowsAsync<CodedException>(() => engine.SolveAsync(
            $"FROM {Image}\n", new SolveRequest { Folders = [], Credentials = registry.CredentialsFor("wr0ng-Pw") }));

        AssertRefused(error, "wr0ng-Pw");
    }

    [RegistryFact]
    public async Task A_registry_that_asks_for_a_login_where_none_is_known_is_named_with_the_remedy()
    {
        var pulled = await Assert.ThrowsAsync<CodedException>(() => engine.SolveAsync($"FROM {Image}\n", new SolveRequest { Folders = [] }));
        var pushed = await Assert.ThrowsAsync<CodedException>(() => PushAsync(RegistryCredentials.None, Image));

        foreach (var error in (CodedException[])[pulled, pushed])
        {
            Assert.Equal(BuildKitCodes.RegistryRefused, error.Diagnostic.Code);
            Assert.Contains($"docker login {registry.Host}", error.Message, StringComparison.Ordinal);
        }

        await engine.Client.Api!.RemoveImageAsync(Image, CancellationToken.None);
    }

    [RegistryFact]
    public async Task A_registry_that_is_not_there_is_an_error_of_the_push()
    {
        var image = $"127.0.0.1:1/rustcontainer-registry/{_unique}:1";

        var error = await Assert.ThrowsAsync<CodedException>(() => PushAsync(registry.Credentials, image));

        Assert.Equal(BuildKitCodes.PushFailed, error.Diagnostic.Code);
        Assert.Contains("127.0.0.1:1", error.Message, StringComparison.Ordinal);
        await engine.Client.Api!.RemoveImageAsync(image, CancellationToken.None);
    }

    private async Task<SolveResult> PushAsync(RegistryCredentials credentials, params string[] names)
    {
        using var context = new TempFolder().With("f", _unique);
        return await engine.SolveAsync("FROM scratch\nCOPY f /\n", new SolveRequest
        {
            Folders = [SyncDirectory.FromFolder("context", context.Path)],
            Credentials = credentials,
            Export = new SolveExport.Image(names, Push: true),
        });
    }

    private void AssertRefused(CodedException error, string password)
    {
        Assert.Equal(BuildKitCodes.RegistryRefused, error.Diagnostic.Code);
        Assert.Contains(registry.Host, error.Message, StringComparison.Ordinal);
        Assert.Contains($"user '{TestRegistry.User}'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.DoesNotContain(password, error.ToString(), StringComparison.Ordinal);
    }
}
