using System.Text;
using RustContainer.Contract;
using RustContainer.Staging.Tests.Harness;

namespace RustContainer.Staging.Tests;

public sealed class SecretTests
{
    private static readonly BuildSecret Token = new("token") { Env = "CARGO_REGISTRIES_MINE_TOKEN" };

    [Theory]
    [InlineData("", "compile.sh")]
    [InlineData("", "resolve-lock.sh")]
    [InlineData("None", "compile.sh")]
    public void The_steps_that_run_cargo_mount_secrets_and_agent_and_no_other_step_does(string strategy, string script)
    {
        var lines = Sample.Instructions(new()
        {
            RustCacheStrategy = strategy,
            BuildKitSecrets = [Token, new("netrc") { File = "/home/me/.netrc", TargetFile = "/root/.netrc" }],
            BuildKitSsh = [new("default")],
        });

        var run = Assert.Single(lines, line => line.Contains(script, StringComparison.Ordinal));
        Assert.Contains("--mount=type=secret,id=token,target=/run/secrets/token,required=true ", run, StringComparison.Ordinal);
        Assert.Contains("--mount=type=secret,id=netrc,target=/root/.netrc,required=true ", run, StringComparison.Ordinal);
        Assert.Contains("--mount=type=ssh,id=default,required=true ", run, StringComparison.Ordinal);
        Assert.Contains("""
            "--secret", "CARGO_REGISTRIES_MINE_TOKEN=/run/secrets/token", "--ssh",
            """, run, StringComparison.Ordinal);
        Assert.Equal(2, lines.Count(line => line.Contains("type=secret", StringComparison.Ordinal)));
        Assert.Equal(2, lines.Count(line => line.Contains("type=ssh", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_Dockerfile_says_how_to_give_it_the_secrets_by_hand_without_a_path_of_this_machine()
    {
        var text = Sample.Dockerfile(new()
        {
            BuildKitSecrets = [Token, new("netrc") { File = "/home/me/.netrc" }],
            BuildKitSsh = [new("default", "/run/user/agent")],
        });

        Assert.Contains(" --secret id=token,env=CARGO_REGISTRIES_MINE_TOKEN --secret id=netrc,src=FILE --ssh default .\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("/home/me", text, StringComparison.Ordinal);
        Assert.DoesNotContain("/run/user", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TOKEN", "", "", "TOKEN")]
    [InlineData("TOKEN", "", "OTHER", "OTHER")]
    [InlineData("TOKEN", "/etc/token", "", "")]
    [InlineData("TOKEN", "/etc/token", "OTHER", "OTHER")]
    public void A_variable_comes_as_a_variable_unless_another_place_is_named(string env, string target, string targetEnv, string variable) =>
        Assert.Equal(variable, new BuildSecret("s") { Env = env, TargetFile = target, TargetEnv = targetEnv }.Variable);

    [Fact]
    public void The_plan_says_where_values_are()
    {
        var plan = Sample.Stage(new()
        {
            BuildKitSecrets = [Token, new("f") { File = "/home/me/f" }, new("BARE")],
            BuildKitSsh = [new("default", "/run/agent")],
        }).Plan;

        var read = ContractJson.ReadPlan(ContractJson.Write(plan));
        Assert.Equal([new("token", "CARGO_REGISTRIES_MINE_TOKEN"), new("f", "", "/home/me/f"), new("BARE", "BARE")], read.Secrets);
        Assert.Equal([new("default", "/run/agent")], read.SshAgents);
        Assert.Empty(read.BuildArguments);
    }

    [Fact]
    public void A_secret_that_affects_the_build_brings_a_hash_into_the_compile_step_alone()
    {
        var staged = Sample.Stage(new() { BuildKitSecrets = [Token with { AffectsBuild = true }], SecretsDigest = "5a17ed" });

        Assert.Equal("5a17ed", staged.Plan.BuildArguments["SECRETS_DIGEST"]);
        var text = Encoding.UTF8.GetString(staged.Files["Dockerfile"]);
        Assert.DoesNotContain("5a17ed", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split("ARG SECRETS_DIGEST").Length);
        Assert.True(text.IndexOf("ARG SECRETS_DIGEST", StringComparison.Ordinal) > text.IndexOf(" AS compile", StringComparison.Ordinal));
    }

    [Fact]
    public void The_form_of_the_docker_command_is_read()
    {
        Assert.Equal(
            [
                new("a") { Env = "A" },
                new("b") { File = "~/b", TargetFile = "/root/.netrc" },
                new("C"),
                new("d") { Env = "D", TargetEnv = "E", AffectsBuild = true },
            ],
            SecretText.Secrets("id=a,env=A; type=file,id=b,source=~/b,target=/root/.netrc;C;;env=D,id=d,targetEnv=E,affectsBuild=true"));
        Assert.Equal([new("default"), new("work", "/a=b")], SecretText.Agents("default;work=/a=b"));
    }

    [Fact]
    public void A_secret_that_MSBuild_cut_at_the_comma_is_an_error_that_gives_the_way_to_write_it()
    {
        var e = Assert.Throws<CodedException>(() => SecretText.Secrets("id=token"));

        Assert.Equal(StagingCodes.SecretWithoutSource, e.Diagnostic.Code);
        Assert.Contains("-p:BuildKitSecret=id=token%2cenv=", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id=a,env=SeCrEtVaLuE,env=B")]
    [InlineData("env=SeCrEtVaLuE")]
    [InlineData("id=a,SeCrEtVaLuE")]
    [InlineData("id=a,env=")]
    [InlineData("id=a,value=SeCrEtVaLuE")]
    [InlineData("id=a,env=A,affectsBuild=SeCrEtVaLuE")]
    public void What_cannot_be_read_is_an_error_that_does_not_repeat_it(string text)
    {
        var e = Assert.Throws<CodedException>(() => SecretText.Secrets(text));

        Assert.Equal(StagingCodes.InvalidSecret, e.Diagnostic.Code);
        Assert.DoesNotContain("SeCrEtVaLuE", e.Message, StringComparison.Ordinal);
    }

    public static TheoryData<BuildSecret> Refused { get; } =
    [
        new BuildSecret("") { Env = "A" },
        new BuildSecret("a,b") { Env = "A" },
        new BuildSecret("a\nRUN evil") { Env = "A" },
        new BuildSecret("../a") { Env = "A" },
        new BuildSecret("a") { Env = "A", File = "/f" },
        new BuildSecret("a-b"),
        new BuildSecret("a") { Env = "ghp-SeCrEtVaLuE" },
        new BuildSecret("a") { Env = "A", TargetEnv = "B C" },
        new BuildSecret("a") { Env = "A", TargetEnv = "B=x" },
        new BuildSecret("a") { Env = "A", TargetFile = "relative" },
        new BuildSecret("a") { Env = "A", TargetFile = "/a,mode=0777" },
        new BuildSecret("a") { Env = "A", TargetFile = "/a b" },
        new BuildSecret("a") { Env = "A", TargetFile = "/$HOME" },
        new BuildSecret("a") { Env = "A", TargetFile = "/root/../w/x" },
        new BuildSecret("a") { Env = "A", TargetFile = "/w/src/x" },
        new BuildSecret("a") { Env = "A", TargetFile = "/rustcontainer" },
        new BuildSecret("a") { Env = "A", TargetFile = "/a/" },
    ];

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_no_secret_is_refused_and_no_value_shown(BuildSecret secret)
    {
        var e = Assert.Throws<CodedException>(() => Sample.Stage(new() { BuildKitSecrets = [secret] }));

        Assert.Equal(StagingCodes.InvalidSecret, e.Diagnostic.Code);
        Assert.DoesNotContain("SeCrEtVaLuE", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_secrets_with_one_name_place_or_variable_are_refused()
    {
        Refuse(Token, Token);
        Refuse(Token, Token with { Id = "other" });
        Refuse(new("a") { Env = "A", TargetFile = "/x" }, new("b") { Env = "B", TargetFile = "/x" });

        static void Refuse(params BuildSecret[] secrets) =>
            Assert.Equal(
                StagingCodes.InvalidSecret,
                Assert.Throws<CodedException>(() => Sample.Stage(new() { BuildKitSecrets = secrets })).Diagnostic.Code);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("one;two")]
    public void What_is_no_agent_or_more_than_one_is_refused(string property)
    {
        var e = Assert.Throws<CodedException>(() => Sample.Stage(new() { BuildKitSsh = SecretText.Agents(property) }));

        Assert.Equal(StagingCodes.InvalidSsh, e.Diagnostic.Code);
    }
}
