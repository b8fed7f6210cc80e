using RustContainer.Cargo.Configuration;
using RustContainer.Cargo.Keys;
using RustContainer.Cargo.Recipes;
using RustContainer.Cargo.Selection;
using RustContainer.Cargo.Toml;
using RustContainer.Contract;

namespace RustContainer.Cargo.Tests.Configuration;

public class What_is_this_machines_own_stays_here
{
    private const string Secret = "s3cr3t";

    [Fact]
    public void The_configuration_in_CARGO_HOME_is_left_out_above_the_root_and_read_in_it()
    {
        using var tree = new ConfigTree(
            (".cargo/config.toml", "[build]\njobs = 1"), ("../.cargo/config.toml", "[build]\nrustflags = ['-Cup']"),
            ("../../.cargo/config.toml", "[build]\nincremental = true"));
        Assert.Equal(3, tree.Read()!.Files.Count);
        Assert.Equal([tree.PathOf(".cargo/config.toml"), tree.PathOf("../../.cargo/config.toml")], tree.Read("../.cargo")!.Files);
        Assert.Equal([tree.PathOf(".cargo/config.toml")], tree.Read("../../.cargo/", "../.cargo", ".cargo")!.Files);
    }

    [Fact]
    public void Also_where_a_link_leads_to_it()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var tree = new ConfigTree(("../.cargo/config.toml", "[build]\njobs = 1"));
        Directory.CreateSymbolicLink(tree.PathOf("../../linked"), tree.PathOf(".."));
        Assert.Null(tree.Read("../../linked/.cargo"));
        Assert.Null(CargoConfig.Read(tree.PathOf("../../linked/ws"), [tree.PathOf("../.cargo")]));
    }

    [Theory]
    [InlineData("[registry]\ntoken = 's3cr3t'")]
    [InlineData("[registry]\nsecret-key = 's3cr3t'\nsecret-key-subject = 's3cr3t'")]
    [InlineData("[registries.mine]\nindex = 'sparse+https://s3cr3t@example.invalid/'\ntoken = 's3cr3t'")]
    [InlineData("[registries.mine]\nindex = 'https://me:s3cr3t@example.invalid/a@b'")]
    [InlineData("[registries.mine]\ncredential-provider = ['cargo:token-from-stdout', 'echo', 's3cr3t']")]
    [InlineData("[registries.mine]\ncredential-provider = 'cargo:token-from-stdout echo s3cr3t'")]
    [InlineData("[registry]\nglobal-credential-providers = ['cargo:token', 'mine --password s3cr3t']")]
    [InlineData("[credential-alias]\nmine = ['program', 's3cr3t']")]
    [InlineData("[http]\nproxy = 'me:s3cr3t@proxy.invalid:80'")]
    [InlineData("[http]\nproxy = 'socks5://me:s3cr3t@proxy.invalid:80'")]
    [InlineData("[source.mirror]\nregistry = 'https://me:s3cr3t@example.invalid/'")]
    public void No_secret_gets_into_key_skeleton_or_recipe(string config)
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2021\"\n"), ("src/lib.rs", ""),
            (".cargo/config.toml", config));
        var workspace = fixture.Load();
        var selection = new CargoSelection().Resolve(workspace);
        var inputs = new DependencyKeyInputs(TargetTriple.Parse("x86_64-unknown-linux-gnu"), "", "", "rust:1");
        var key = DependencyKey.Compute(selection, inputs).Text;
        Assert.DoesNotContain(Secret, key + Recipe.ToJson(workspace) + string.Concat(Skeleton.Files(selection, inputs).Values),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[registry]\ntoken = s3cr3t", 2)]
    [InlineData("[registry]\ntoken = ['s3cr3t']\ntoken = 's3cr3t'", 3)]
    [InlineData("[http]\nproxy = 12s3cr3t", 2)]
    public void Nor_into_the_message_for_a_line_that_is_wrong(string config, int line)
    {
        using var tree = new ConfigTree((".cargo/config.toml", config));
        var error = Assert.Throws<CodedException>(() => tree.Read()).Diagnostic;
        Assert.Equal((TomlCodes.Syntax, line), (error.Code, error.Line));
        Assert.DoesNotContain(Secret, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nor_into_the_message_for_two_files_that_cannot_be_joined()
    {
        using var tree = new ConfigTree((".cargo/config.toml", "[registry]\ntoken = 's3cr3t'"), ("../.cargo/config.toml", "[registry]\ntoken = ['s3cr3t']"));
        Assert.DoesNotContain(Secret, Assert.Throws<CodedException>(() => tree.Read()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_names_no_secret_stays_for_the_skeletons_downloads()
    {
        using var tree = new ConfigTree((".cargo/config.toml", """
            [net]
            git-fetch-with-cli = true
            [http]
            proxy = 'user:pw@proxy.invalid:80'
            [registry]
            global-credential-providers = ["cargo:token", "x y"]
            [registries.mine]
            index = "sparse+https://example.invalid/"
            credential-provider = "cargo:token"
            """));
        Assert.Equal("""
            [net]
            git-fetch-with-cli = true

            [http]
            proxy = "proxy.invalid:80"

            [registry]
            global-credential-providers = ["cargo:token"]

            [registries.mine]
            index = "sparse+https://example.invalid/"
            credential-provider = "cargo:token"

            """, tree.Read()!.Text, ignoreLineEndingDifferences: true);
    }
}
