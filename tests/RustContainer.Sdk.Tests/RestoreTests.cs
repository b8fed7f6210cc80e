using System.IO.Compression;
using RustContainer.Sdk.Tests.Harness;
using Task = Microsoft.Build.Logging.StructuredLogger.Task;

namespace RustContainer.Sdk.Tests;

/// <summary>NuGet is asked what to restore where it may be anything, and not at every build of a project without packages.</summary>
public sealed class RestoreTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public RestoreTests()
    {
        _folder.WriteHello();
        Assert.True(AsksNuGet());
        Assert.False(AsksNuGet());
    }

    [Fact]
    public void What_a_build_asked_once_the_next_does_not_ask_again()
    {
        Assert.False(AsksNuGet("-c", "Release"));
        Assert.False(AsksNuGet("-r", "linux-arm64"));
        Assert.True(AsksNuGet("--force"));
        Assert.True(AsksNuGet(_folder.DotNet("restore")));
        Assert.False(AsksNuGet());
    }

    [Theory]
    [InlineData("app.rustproj", "<Project Sdk=\"RustContainer.Sdk\"><PropertyGroup><Color>blue</Color></PropertyGroup></Project>")]
    [InlineData("Directory.Build.props", "<Project />")]
    [InlineData("Directory.Build.targets", "<Project />")]
    public void A_project_file_that_changed_is_a_reason_to_ask_once(string file, string text)
    {
        _folder.Write(file, text);

        Assert.True(AsksNuGet());
        Assert.False(AsksNuGet());
    }

    [Fact]
    public void What_was_restored_and_is_lost_is_restored()
    {
        File.Delete(_folder.At("obj/project.assets.json"));

        Assert.True(AsksNuGet());
        Assert.True(File.Exists(_folder.At("obj/project.assets.json")));
    }

    [Fact]
    public void A_reference_and_a_restore_that_is_not_the_commands_own_ask_as_ever()
    {
        _folder.Write("other/other.rustproj", "<Project Sdk=\"RustContainer.Sdk\" />");
        _folder.Write("app.rustproj", """<Project Sdk="RustContainer.Sdk"><ItemGroup><ProjectReference Include="$(Other)" /></ItemGroup></Project>""");
        Assert.True(AsksNuGet());
        Assert.False(AsksNuGet());

        Assert.True(AsksNuGet("-p:Other=other/other.rustproj"));
        Assert.True(AsksNuGet("-p:Other=other/other.rustproj"));
        Assert.True(AsksNuGet(_folder.DotNet("msbuild", "-restore", "-t:StageRustContainer")));
    }

    [Fact]
    public void A_package_is_restored_whatever_the_reason_that_it_is_there_for()
    {
        WritePackage();
        WriteTargets("'$(WithPackage)' == 'true'");
        Assert.True(AsksNuGet());
        Assert.False(AsksNuGet());

        Assert.True(AsksNuGet("-p:WithPackage=true"));
        Assert.Contains("Example.Settings", _folder.Read("obj/project.assets.json"), StringComparison.Ordinal);
        Assert.True(AsksNuGet("-p:WithPackage=true"));
        Assert.True(AsksNuGet());
        Assert.DoesNotContain("Example.Settings", _folder.Read("obj/project.assets.json"), StringComparison.Ordinal);
        Assert.False(AsksNuGet());
    }

    [Fact]
    public void What_a_solution_restored_for_another_configuration_is_a_reason_to_ask_once()
    {
        WritePackage();
        WriteTargets("'$(Configuration)' == 'Release'");
        _folder.Write("all.slnx", """<Solution><Project Path="app.rustproj" Type="13b669be-bb05-4ddf-9536-439f39a36129" /></Solution>""");
        Assert.True(AsksNuGet("app.rustproj"));
        Assert.False(AsksNuGet("app.rustproj"));

        _folder.DotNet("restore", "all.slnx", "-p:Configuration=Release").Succeeded();
        Assert.Contains("Example.Settings", _folder.Read("obj/project.assets.json"), StringComparison.Ordinal);

        Assert.True(AsksNuGet("app.rustproj"));
        Assert.DoesNotContain("Example.Settings", _folder.Read("obj/project.assets.json"), StringComparison.Ordinal);
        Assert.False(AsksNuGet("app.rustproj"));
    }

    [Fact]
    public void A_warning_of_NuGets_comes_with_every_build()
    {
        // Two sources and no word on which package comes from which: NU1507.
        _folder.Write("Directory.Packages.props",
            "<Project><PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup></Project>");
        _folder.Write("NuGet.config", _folder.Read("NuGet.config").Replace("</packageSources>",
            "<add key=\"one\" value=\"https://one.invalid/index.json\" /><add key=\"two\" value=\"https://two.invalid/index.json\" /></packageSources>",
            StringComparison.Ordinal));

        string[] build = ["build", "-t:StageRustContainer", "-p:NuGetAudit=false"];
        Assert.Equal("NU1507", Assert.Single(_folder.DotNet(build).Succeeded().Warnings).Code);
        Assert.Equal("NU1507", Assert.Single(_folder.DotNet(build).Succeeded().Warnings).Code);
        _folder.DotNet([.. build, "-warnaserror"]).Failed();
    }

    public void Dispose() => _folder.Dispose();

    private void WritePackage()
    {
        Directory.CreateDirectory(_folder.At("feed"));
        using var package = ZipFile.Open(_folder.At("feed/Example.Settings.1.0.0.nupkg"), ZipArchiveMode.Create);
        using var writer = new StreamWriter(package.CreateEntry("Example.Settings.nuspec").Open());
        writer.Write("""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata><id>Example.Settings</id><version>1.0.0</version><authors>a</authors><description>d</description></metadata>
            </package>
            """);
    }

    private void WriteTargets(string packageIf) => _folder.Write("Directory.Build.targets", $"""
        <Project>
          <PropertyGroup>
            <RestoreAdditionalProjectSources>$(MSBuildThisFileDirectory)feed</RestoreAdditionalProjectSources>
            <RestorePackagesPath>$(MSBuildThisFileDirectory)packages</RestorePackagesPath>
          </PropertyGroup>
          <ItemGroup Condition="{packageIf}">
            <PackageReference Include="Example.Settings" Version="1.0.0" />
          </ItemGroup>
        </Project>
        """);

    private bool AsksNuGet(params string[] arguments) => AsksNuGet(_folder.DotNet(["build", "-t:StageRustContainer", .. arguments]));

    private static bool AsksNuGet(DotNetResult result) => result.Succeeded().Log.FindChildrenRecursive<Task>(task => task.Name == "RestoreTask").Count > 0;
}
