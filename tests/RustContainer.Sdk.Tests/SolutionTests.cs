using RustContainer.Sdk.Tests.Harness;

namespace RustContainer.Sdk.Tests;

/// <summary>The verbs of the dotnet command on a solution with C# and Rust in it.</summary>
public sealed class SolutionTests
{
    [EngineFact]
    [Trait("Needs", "engine")]
    public void Every_verb_of_a_solution_does_its_work_on_the_Rust_project_or_passes_over_it()
    {
        using var folder = new TestFolder();
        folder.CopySample("mixed");

        folder.DotNet("build", "mixed.sln", "-c", "Release", "-m:2", "-mt", "-warnaserror").Succeeded();
        Assert.True(File.Exists(folder.At("bin/Release/libnative.so")));

        Assert.False(folder.DotNet("pack", "mixed.sln", "--no-build", "-warnaserror").Succeeded().StartedWorker);
        Assert.False(folder.DotNet("test", "mixed.sln", "--no-build", "-c", "Release", "-warnaserror").Succeeded().StartedWorker);
        Assert.False(folder.DotNet("publish", "mixed.sln", "-warnaserror").Succeeded().StartedWorker);
        Assert.True(File.Exists(folder.At("app/bin/Release/net10.0/publish/libnative.so")));

        folder.DotNet("clean", "mixed.sln", "-c", "Release").Succeeded();
        Assert.False(File.Exists(folder.At("bin/Release/libnative.so")));
        Assert.False(File.Exists(folder.At("app/bin/Release/net10.0/libnative.so")));
    }

    [Fact]
    public void Publish_passes_over_a_project_that_is_not_publishable_and_leaves_what_a_build_gave()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.Write("app.rustproj", """<Project Sdk="RustContainer.Sdk"><PropertyGroup><IsPublishable>false</IsPublishable></PropertyGroup></Project>""");
        folder.Write("all.slnx", """<Solution><Project Path="app.rustproj" Type="13b669be-bb05-4ddf-9536-439f39a36129" /></Solution>""");
        folder.Write("bin/Release/app", "");
        folder.Write("obj/Release/app.rustproj.FileListAbsolute.txt", folder.At("bin/Release/app"));

        Assert.False(folder.DotNet("publish", "all.slnx", "-warnaserror").Succeeded().StartedWorker);
        Assert.False(folder.DotNet("publish", "app.rustproj", "-t:PublishContainer", "-warnaserror").Succeeded().StartedWorker);

        Assert.True(File.Exists(folder.At("bin/Release/app")));
        Assert.False(Directory.Exists(folder.At("obj/Release/rustcontainer")));
    }

    [Theory]
    [InlineData("sln")]
    [InlineData("slnx")]
    public void A_solution_takes_the_project_in_and_restores_it_from_the_static_graph(string format)
    {
        using var folder = new TestFolder();
        folder.WriteNativeLibrary();
        Assert.Equal(0, Command.Run(folder.Root, "dotnet", ["new", "sln", "-n", "all", "--format", format]).ExitCode);
        var added = Command.Run(folder.Root, "dotnet", ["sln", $"all.{format}", "add", "native"]);
        Assert.True(added.ExitCode == 0, added.Output);

        folder.DotNet("restore", $"all.{format}", "-p:RestoreUseStaticGraphEvaluation=true").Succeeded();

        Assert.True(File.Exists(folder.At("native/obj/project.assets.json")));
    }
}
