using System.Text.Json;
using RustContainer.BuildKit.Tests;
using RustContainer.Sdk.Tests.Harness;

namespace RustContainer.Sdk.Tests;

/// <summary>What cargo may know and nobody else.</summary>
public sealed class SecretTests
{
    private readonly string _token = $"to/ken+{Guid.NewGuid():N}";
    private readonly string _file = $"fi/le+{Guid.NewGuid():N}";

    [EngineFact]
    [Trait("Needs", "engine")]
    public void Secrets_and_an_agent_get_to_cargo_and_no_value_is_found_anywhere_afterwards()
    {
        using var folder = new TestFolder();
        using var agent = new FakeSshAgent("a key");
        var image = $"rustcontainer-test-secrets-{Guid.NewGuid():N}";
        WriteReader(folder, """
            <BuildKitSecret Include="mine" Env="MINE_TOKEN" />
            <BuildKitSecret Include="file" File="../secret.txt" TargetFile="/etc/mine/file" />
            <BuildKitSsh Include="default" />
            """);
        File.WriteAllText(Path.Combine(folder.Base, "secret.txt"), _file);
        var saved = Path.Combine(folder.Base, "image.tar");
        var environment = new Dictionary<string, string?> { ["MINE_TOKEN"] = _token, ["SSH_AUTH_SOCK"] = agent.Path };

        var console = Command.Run(
            folder.Root, "dotnet", ["publish", $"-p:ContainerRepository={image}", "-bl:obj/all.binlog", "-v:diag", "-nr:false"], environment);

        Assert.True(console.ExitCode == 0, console.Output.Replace(_token, "TOKEN", StringComparison.Ordinal));
        Assert.Equal($"{Sum(_token)} {Sum(_file)} 1", Docker.Succeed("run", "--rm", image));
        Docker.Succeed("save", "-o", saved, image);
        string[] texts = [console.Output, Docker.Succeed("history", "--no-trunc", image), Docker.Succeed("image", "inspect", image)];
        Docker.Succeed("image", "rm", image);
        foreach (var value in new[] { _token, _file })
        {
            var traces = new Traces(value);
            Assert.DoesNotContain(texts, traces.AreIn);
            Assert.Empty(traces.FilesIn(folder.Root));
            Assert.False(traces.AreInFile(saved));
        }

        // The search finds what is there: the name.
        var named = new Traces("MINE_TOKEN").FilesIn(folder.At("obj")).Select(Path.GetFileName);
        Assert.Superset(new HashSet<string?> { "build.json", "Dockerfile", "all.binlog" }, named.ToHashSet());
    }

    [EngineFact]
    [Trait("Needs", "engine")]
    public void Another_value_of_a_secret_that_affects_the_build_compiles_again_and_of_one_that_does_not_starts_nothing()
    {
        using var folder = new TestFolder();
        WriteReader(folder, """
            <BuildKitSecret Include="mine" Env="MINE_TOKEN" AffectsBuild="true" />
            <BuildKitSecret Include="file" Env="MINE_FILE" TargetFile="/etc/mine/file" />
            """);
        var data = Path.Combine(folder.Base, "data");
        var environment = new Dictionary<string, string?> { ["MINE_TOKEN"] = _token, ["MINE_FILE"] = _file, ["XDG_DATA_HOME"] = data, ["SSH_AUTH_SOCK"] = null };

        folder.DotNet(environment, "build").Succeeded();
        environment["MINE_FILE"] = "other";
        Assert.False(folder.DotNet(environment, "build").Succeeded().StartedWorker);
        environment["MINE_TOKEN"] = "other";
        folder.DotNet(environment, "build").Succeeded();

        Assert.Equal($"{Sum("other")} {Sum("other")} 0", folder.RunProgram("bin/Debug/app"));
        Assert.Empty(new Traces(_token).FilesIn(folder.Base));
        var salt = Assert.Single(Directory.GetFiles(data, "*", SearchOption.AllDirectories), file => Path.GetFileName(file) == "secret-salt");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(salt));
    }

    [EngineFact]
    [Trait("Needs", "engine")]
    public void A_secret_that_is_not_there_is_one_error_before_anything_is_solved()
    {
        using var folder = new TestFolder();
        folder.WriteHello();

        var result = folder.DotNet("build", "-p:BuildKitSecret=MINE_TOKEN_THAT_IS_NOT_SET");

        Assert.Contains("'MINE_TOKEN_THAT_IS_NOT_SET'", result.SingleError("RUSTPROJ1060").Text, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Steps, step => step.Contains('['));
    }

    [Fact]
    public void A_property_that_MSBuild_cut_is_an_error_and_one_with_the_comma_escaped_is_a_secret()
    {
        using var folder = new TestFolder();
        folder.WriteHello();

        var error = folder.DotNet("build", "-t:StageRustContainer", "-p:BuildKitSecret=id=mine,env=MINE_TOKEN").SingleError("RUSTPROJ2061");
        Assert.Contains("%2c", error.Text, StringComparison.Ordinal);

        folder.DotNet("build", "-t:StageRustContainer", "-p:BuildKitSecret=id=mine%2cenv=MINE_TOKEN", "-p:BuildKitSsh=default=/run/agent").Succeeded();
        using var plan = JsonDocument.Parse(folder.Read("obj/Debug/rustcontainer/build.json"));
        var secret = Assert.Single(plan.RootElement.GetProperty("secrets").EnumerateArray());
        Assert.Equal(("mine", "MINE_TOKEN"), (secret.GetProperty("id").GetString(), secret.GetProperty("env").GetString()));
        Assert.Equal("/run/agent", plan.RootElement.GetProperty("sshAgents")[0].GetProperty("socket").GetString());
    }

    [Fact]
    public void A_value_in_place_of_a_variables_name_is_neither_shown_nor_staged()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.Write("app.rustproj", """
            <Project Sdk="RustContainer.Sdk">
              <ItemGroup>
                <BuildKitSecret Include="mine" Env="$(Token)" />
              </ItemGroup>
            </Project>
            """);

        var result = folder.DotNet("build", "-t:StageRustContainer", "-p:Token=ghp_aValueAndNoName");

        result.SingleError("RUSTPROJ1060");
        Assert.DoesNotContain("ghp_aValueAndNoName", result.Output, StringComparison.Ordinal);
        Assert.Empty(new Traces("ghp_aValueAndNoName").FilesIn(folder.Root));
    }

    /// <summary>A program that prints a sum of each secret that its build script got, and the number of the agent's keys.</summary>
    private static void WriteReader(TestFolder folder, string items)
    {
        folder.WriteHello();
        folder.Write("app.rustproj", $"<Project Sdk=\"RustContainer.Sdk\">\n<ItemGroup>\n{items}\n</ItemGroup>\n</Project>\n");
        folder.Write("src/main.rs", "fn main() { println!(\"{}\", env!(\"SEEN\")); }\n");
        folder.Write("build.rs", """
            use std::io::{Read, Write};
            use std::os::unix::net::UnixStream;

            fn sum(bytes: &[u8]) -> u64 {
                bytes.iter().fold(7, |sum: u64, byte| sum.wrapping_mul(31).wrapping_add(*byte as u64))
            }

            fn keys(socket: &str) -> u8 {
                let mut agent = UnixStream::connect(socket).unwrap();
                agent.write_all(&[0, 0, 0, 1, 11]).unwrap();
                let mut answer = [0; 9];
                agent.read_exact(&mut answer).unwrap();
                answer[8]
            }

            fn main() {
                println!("cargo:rerun-if-changed=/etc/mine/file");
                let token = std::env::var("MINE_TOKEN").unwrap();
                let file = std::fs::read("/etc/mine/file").unwrap();
                let keys = std::env::var("SSH_AUTH_SOCK").map_or(0, |socket| keys(&socket));
                println!("cargo:rustc-env=SEEN={} {} {}", sum(token.as_bytes()), sum(&file), keys);
            }
            """);
    }

    private static ulong Sum(string text) => text.Aggregate(7ul, (sum, c) => unchecked((sum * 31) + c));
}
