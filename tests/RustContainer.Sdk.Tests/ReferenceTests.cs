using RustContainer.Sdk.Tests.Harness;

namespace RustContainer.Sdk.Tests;

/// <summary>C# projects of every kind that refer to a Rust library.</summary>
public sealed class ReferenceTests
{
    private const string Executable = "<OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework>";
    private const string Import = "public static class Native { [System.Runtime.InteropServices.DllImport(\"native\")] public static extern int answer(); }\n";
    private const string Program = "System.Console.WriteLine($\"Rust says {Native.answer()}\");\n";

    [EngineFact]
    [Trait("Needs", "engine")]
    public void A_program_gets_the_library_through_a_CSharp_library_of_every_framework()
    {
        using var folder = new TestFolder();
        WriteProgramOverLibrary(folder);

        folder.DotNet("build", "app").Succeeded();
        AssertRuns(folder, "app/bin/Debug/net10.0/app.dll");

        Assert.False(folder.DotNet("build", "lib").Succeeded().StartedWorker);
        Assert.All(["net8.0", "net10.0", "netstandard2.0"], framework =>
            Assert.True(File.Exists(folder.At($"lib/bin/Debug/{framework}/libnative.so")), framework));

        Assert.False(folder.DotNet("build", "app", "-graph").Succeeded().StartedWorker);
        Assert.False(folder.DotNet("build", "app", "-m:2", "-mt").Succeeded().StartedWorker);
        Assert.Contains("Rust says 42", Command.Run(folder.Root, "dotnet", ["run", "--project", "app"]).Output, StringComparison.Ordinal);
    }

    [EngineFact]
    [Trait("Needs", "engine")]
    public void A_RID_that_MSBuild_takes_away_on_the_way_through_a_CSharp_library_makes_no_second_library()
    {
        using var folder = new TestFolder();
        WriteProgramOverLibrary(folder);

        folder.DotNet("publish", "app", "-r", "linux-x64", "--self-contained", "false", "-o", folder.At("published")).Succeeded();

        AssertRuns(folder, "published/app.dll");
        Assert.True(File.Exists(folder.At("native/bin/Release/linux-x64/libnative.so")));
        Assert.False(File.Exists(folder.At("native/bin/Release/libnative.so")));
    }

    [EngineFact]
    [Trait("Needs", "engine")]
    public void An_output_folder_on_the_command_line_gets_the_library_although_bin_has_it_already()
    {
        using var folder = new TestFolder();
        folder.WriteNativeLibrary();
        folder.WriteCSharp("app", Executable, "native/native.rustproj", Program + Import);
        folder.DotNet("build", "app").Succeeded();

        folder.DotNet("build", "app", "-o", folder.At("elsewhere")).Succeeded();

        AssertRuns(folder, "elsewhere/app.dll");
    }

    [EngineFact]
    [Trait("Needs", "engine")]
    public void A_RID_in_the_CSharp_project_is_handed_on_by_AdditionalProperties()
    {
        using var folder = new TestFolder();
        folder.WriteNativeLibrary();
        folder.WriteCSharp("app", Executable + "<RuntimeIdentifier>linux-x64</RuntimeIdentifier><SelfContained>false</SelfContained>",
            "native/native.rustproj\" AdditionalProperties=\"RuntimeIdentifier=$(RuntimeIdentifier)", Program + Import);

        folder.DotNet("publish", "app", "-o", folder.At("published")).Succeeded();

        AssertRuns(folder, "published/app.dll");
        Assert.True(File.Exists(folder.At("native/bin/Release/linux-x64/libnative.so")));
    }

    [Fact]
    public void An_IDE_at_design_time_starts_no_worker_and_sees_the_item_that_a_build_returns()
    {
        using var folder = new TestFolder();
        folder.WriteNativeLibrary();
        folder.WriteCSharp("app", Executable, "native/native.rustproj", Program + Import);

        var designTime = folder.DotNet("build", "app", "-t:ResolveAssemblyReferences;GetTargetPath", "-p:DesignTimeBuild=true", "-p:BuildingProject=false",
            "-p:BuildingInsideVisualStudio=true", "-p:SkipCompilerExecution=true").Succeeded();
        Assert.False(designTime.StartedWorker);
        Assert.Empty(designTime.Warnings);

        var path = $"\"Identity\": \"{folder.At("native/bin/Debug/libnative.so")}\"";
        foreach (var target in new[] { "GetTargetPath", "Build" })
        {
            var result = Command.Run(folder.Root, "dotnet", ["msbuild", "native", $"-getTargetResult:{target}", "-p:DesignTimeBuild=true"]);
            Assert.Contains(path, result.Output, StringComparison.Ordinal);
            Assert.Contains("\"ResolveableAssembly\": \"false\"", result.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_a_publish_asks_of_assemblies_does_not_concern_the_Rust_project_below()
    {
        using var folder = new TestFolder();
        folder.WriteNativeLibrary();

        folder.DotNet("build", "native", "-t:GetTargetPath", "-r", "linux-x64", "-p:PublishAot=true", "-p:PublishTrimmed=true", "-p:PublishSingleFile=true",
            "-p:PublishReadyToRun=true", "-p:SelfContained=true", "-p:TargetFramework=net10.0", "-warnaserror").Succeeded();
    }

    [EngineFact]
    [Trait("Needs", "engine")]
    public void What_a_Rust_project_refers_to_is_built_before_it()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.Write("app.rustproj", """
            <Project Sdk="RustContainer.Sdk"><ItemGroup><ProjectReference Include="gen/gen.csproj" ReferenceOutputAssembly="false" /></ItemGroup></Project>
            """);
        folder.Write("src/main.rs", "include!(\"generated.rs\");\nfn main() { println!(\"{SAYS}\"); }\n");
        folder.Write("gen/gen.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>{Executable}</PropertyGroup>
              <Target Name="Generate" AfterTargets="Build">
                <WriteLinesToFile File="../src/generated.rs" Lines="const SAYS: &amp;str = &quot;generated&quot;%3B" Overwrite="true" WriteOnlyWhenDifferent="true" />
              </Target>
            </Project>
            """);
        folder.Write("gen/Source.cs", "System.Console.WriteLine();\n");

        folder.DotNet("build", "app.rustproj").Succeeded();
        Assert.Equal("generated", folder.RunProgram("bin/Debug/app"));
        Assert.True(File.Exists(folder.At("gen/bin/Debug/net10.0/gen.dll")));

        Assert.False(folder.DotNet("build", "app.rustproj").Succeeded().StartedWorker);
        Assert.False(folder.DotNet("build", "app.rustproj", "-graph").Succeeded().StartedWorker);
        Assert.False(folder.DotNet("build", "app.rustproj", "-p:BuildProjectReferences=false").Succeeded().StartedWorker);

        folder.DotNet(new Dictionary<string, string?> { ["DOCKER_HOST"] = "unix:///nonexistent/docker.sock" }, "publish", "app.rustproj").Failed();
        Assert.True(File.Exists(folder.At("gen/bin/Release/net10.0/gen.dll")));
    }

    private static void WriteProgramOverLibrary(TestFolder folder)
    {
        folder.WriteNativeLibrary();
        folder.WriteCSharp("lib", "<TargetFrameworks>net8.0;net10.0;netstandard2.0</TargetFrameworks>", "native/native.rustproj", Import);
        folder.WriteCSharp("app", Executable, "lib/lib.csproj", Program);
    }

    private static void AssertRuns(TestFolder folder, string program)
    {
        var result = Command.Run(folder.Root, "dotnet", [folder.At(program)]);
        Assert.Equal("Rust says 42", result.Output.Trim());
    }
}
