using RustContainer.Sdk.Tests.Harness;

namespace RustContainer.Sdk.Tests;

/// <summary>Where a build writes to, and what a Directory.Build.props that is meant for C# projects says besides.</summary>
[Trait("Needs", "engine")]
public sealed class OutputLayoutTests
{
    private const string MeantForCSharp = """
        <TargetFramework>net8.0</TargetFramework>
        <OutputType>Exe</OutputType>
        <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
        <GenerateDocumentationFile>true</GenerateDocumentationFile>
        <DebugType>portable</DebugType>
        <PublishAot>true</PublishAot>
        <IsAotCompatible>true</IsAotCompatible>
        """;

    [EngineTheory]
    [InlineData("<UseArtifactsOutput>true</UseArtifactsOutput>", "artifacts/bin/app/debug/app")]
    [InlineData("<BaseIntermediateOutputPath>$(MSBuildThisFileDirectory)other/obj</BaseIntermediateOutputPath><BaseOutputPath>out/</BaseOutputPath>", "out/Debug/app")]
    public void Folders_of_the_users_choice_are_no_input_of_the_next_build(string layout, string program)
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.Write("Directory.Build.props", $"<Project><PropertyGroup>{MeantForCSharp}{layout}</PropertyGroup></Project>");
        folder.Write("Directory.Packages.props",
            "<Project><PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup></Project>");

        folder.DotNet("build", "-warnaserror").Succeeded();
        Assert.Equal("hello", folder.RunProgram(program));

        Assert.False(folder.DotNet("build", "-warnaserror").Succeeded().StartedWorker);
    }

    [EngineFact]
    public void Projects_in_one_folder_do_not_share_theirs()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.Write("Cargo.toml", folder.Read("Cargo.toml") + "[features]\nloud = []\n");
        folder.Write("src/main.rs", "fn main() { println!(\"{}\", if cfg!(feature = \"loud\") { \"LOUD\" } else { \"quiet\" }); }\n");
        folder.Write("loud.rustproj", """<Project Sdk="RustContainer.Sdk"><PropertyGroup><CargoFeatures>loud</CargoFeatures></PropertyGroup></Project>""");
        folder.Write("managed.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        folder.Write("all.slnx", """
            <Solution>
              <Project Path="app.rustproj" Type="13b669be-bb05-4ddf-9536-439f39a36129" />
              <Project Path="loud.rustproj" Type="13b669be-bb05-4ddf-9536-439f39a36129" />
              <Project Path="managed.csproj" />
            </Solution>
            """);

        folder.DotNet("build", "all.slnx", "-m:2").Succeeded();
        Assert.Equal("quiet", folder.RunProgram("bin/app/Debug/app"));
        Assert.Equal("LOUD", folder.RunProgram("bin/loud/Debug/app"));

        Assert.False(folder.DotNet("build", "all.slnx", "-m:2").Succeeded().StartedWorker);
        folder.DotNet("build", "managed.csproj", "--no-restore").Succeeded();
    }
}
