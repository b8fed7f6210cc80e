using RustContainer.Sdk.Tests.Harness;

namespace RustContainer.Sdk.Tests;

/// <summary>What a project file says about context and runtime, seen in what is staged: no engine is needed for that.</summary>
public sealed class StagingOptionTests
{
    [Fact]
    public void ContainerFamily_picks_the_runtime_and_RustContextExclude_keeps_a_file_from_the_builder()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.Write("notes.txt", "not for the builder\n");
        folder.Write("app.rustproj", """
            <Project Sdk="RustContainer.Sdk">
              <PropertyGroup>
                <ContainerFamily>alpine</ContainerFamily>
              </PropertyGroup>
              <ItemGroup>
                <RustContextExclude Include="notes.txt" />
              </ItemGroup>
            </Project>
            """);

        folder.DotNet("build", "-t:StageRustContainer").Succeeded();

        Assert.Contains("FROM alpine:3 ", folder.Read("obj/Debug/rustcontainer/Dockerfile"), StringComparison.Ordinal);
        Assert.DoesNotContain("notes.txt", folder.Read("obj/Debug/rustcontainer/context.list"), StringComparison.Ordinal);
    }
}
