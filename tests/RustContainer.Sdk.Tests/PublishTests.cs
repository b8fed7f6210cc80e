using RustContainer.Sdk.Tests.Harness;

namespace RustContainer.Sdk.Tests;

/// <summary>Images of one small package.</summary>
[Trait("Needs", "engine")]
public sealed class PublishTests
{
    [EngineFact]
    public void Publish_makes_the_image_once_and_again_after_it_was_removed()
    {
        using var folder = new TestFolder();
        folder.WriteHello("from the image");
        var image = UniqueImage();

        var first = folder.DotNet("publish", $"-p:ContainerRepository={image}").Succeeded();
        Assert.Matches(@"; image sha256:[0-9a-f]{64}, [\d.]+ (kB|MB)\.\r?\n", first.Output);
        Assert.True(first.StartedWorker);
        Assert.Equal("from the image", Docker.Succeed("run", "--rm", $"{image}:latest"));
        Assert.Equal("65532:65532", Docker.Succeed("image", "inspect", "-f", "{{.Config.User}}", image));

        var second = folder.DotNet("publish", $"-p:ContainerRepository={image}").Succeeded();
        Assert.DoesNotContain(second.Steps, step => step.Contains('['));

        Docker.Succeed("image", "rm", image);
        folder.DotNet("publish", $"-p:ContainerRepository={image}").Succeeded();
        Assert.True(Docker.HasImage(image));
        Docker.Succeed("image", "rm", image);
    }

    [EngineTheory]
    [InlineData("")]
    [InlineData("out/app.tar")]
    public void Another_base_image_under_the_same_name_is_published(string archive)
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        var (image, ground) = (UniqueImage(), UniqueImage());
        string[] publish = ["publish", $"-p:ContainerRepository={image}", $"-p:ContainerBaseImage={ground}", $"-p:ContainerArchiveOutputPath={archive}"];
        Derive("debian:bookworm-slim", ground, "LABEL mark=one");
        folder.DotNet(publish).Succeeded();
        Assert.DoesNotContain(folder.DotNet(publish).Succeeded().Steps, step => step.Contains('['));

        Derive("debian:bookworm-slim", ground, "LABEL mark=two");
        folder.DotNet(publish).Succeeded();

        if (archive.Length > 0)
            Docker.Succeed("load", "-i", folder.At(archive));
        Assert.Equal("two", Docker.Succeed("image", "inspect", "-f", "{{.Config.Labels.mark}}", image));
        Docker.Succeed("image", "rm", image, ground);
    }

    [EngineFact]
    public void Publish_compiles_again_for_bin_and_image_in_another_builder_image_under_the_same_name()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.Write("src/main.rs", """fn main() { println!("{}", option_env!("MARK").unwrap_or("none")); }""");
        var (image, builder) = (UniqueImage(), UniqueImage());
        Derive("rust:1-bookworm", builder, "ENV MARK=one");
        folder.DotNet("build", "-c", "Release", $"-p:RustBuilderImage={builder}").Succeeded();
        Assert.Equal("one", folder.RunProgram("bin/Release/app"));

        foreach (var mark in (string[])["two", "three"])
        {
            Derive("rust:1-bookworm", builder, $"ENV MARK={mark}");
            folder.DotNet("publish", $"-p:RustBuilderImage={builder}", $"-p:ContainerRepository={image}").Succeeded();

            Assert.Equal(mark, Docker.Succeed("run", "--rm", image));
            Assert.Equal(mark, folder.RunProgram("bin/Release/app"));
        }

        Derive("rust:1-bookworm", builder, "ENV MARK=four");
        var refused = folder.DotNet("publish", "--no-build", $"-p:RustBuilderImage={builder}", $"-p:ContainerRepository={image}");
        Assert.Contains($"'{builder}'", refused.SingleError("RUSTPROJ4030").Text, StringComparison.Ordinal);
        Assert.Equal("three", Docker.Succeed("run", "--rm", image));

        Docker.Succeed("image", "rm", image, builder);
    }

    [EngineFact]
    public void Publish_returns_the_images_as_the_NET_SDK_does()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        var image = UniqueImage();
        folder.Write("app.rustproj", """
            <Project Sdk="RustContainer.Sdk">
              <Target Name="Tell" AfterTargets="PublishContainer">
                <Message Importance="high" Text="made %(GeneratedContainer.Identity) %(GeneratedContainer.ManifestDigest)" />
              </Target>
            </Project>
            """);

        var result = folder.DotNet("publish", "-t:PublishContainer", $"-p:ContainerRepository={image}", "-p:ContainerImageTags=\"1.0;latest\"", "-c", "Release")
            .Succeeded();

        var id = Docker.Succeed("image", "inspect", "-f", "{{.Id}}", $"{image}:1.0");
        Assert.Equal(id, Docker.Succeed("image", "inspect", "-f", "{{.Id}}", $"{image}:latest"));
        Assert.Contains($"made {image}:1.0 {id}", result.Output, StringComparison.Ordinal);
        Docker.Succeed("image", "rm", $"{image}:1.0", $"{image}:latest");
    }

    [EngineFact]
    public void Publish_without_a_build_takes_what_was_built_and_nothing_else()
    {
        using var folder = new TestFolder();
        folder.WriteHello("built");
        var image = UniqueImage();
        // Neither the image's name nor the folder of publish concerns what is compiled.
        string[] publish = ["publish", "--no-build", $"-p:ContainerRepository={image}", "-o", folder.At("out")];
        folder.DotNet("restore").Succeeded();

        Assert.Contains(folder.At("app.rustproj"), folder.DotNet(publish).SingleError("RUSTPROJ4030").Text, StringComparison.Ordinal);

        folder.DotNet("build", "-c", "Release").Succeeded();
        var published = folder.DotNet(publish).Succeeded();
        Assert.Empty(published.Compiled);
        Assert.Equal("built", Docker.Succeed("run", "--rm", image));

        folder.WriteHello("edited");
        var refused = folder.DotNet(publish);
        refused.SingleError("RUSTPROJ4030");
        Assert.False(refused.StartedWorker);
        Assert.Equal("built", Docker.Succeed("run", "--rm", image));
        Docker.Succeed("image", "rm", image);
    }

    [EngineFact]
    public void A_failing_publish_leaves_the_earlier_image()
    {
        using var folder = new TestFolder();
        folder.WriteHello("good");
        var image = UniqueImage();
        folder.DotNet("publish", $"-p:ContainerRepository={image}").Succeeded();

        folder.Write("src/main.rs", "fn main() { nonsense }\n");
        folder.DotNet("publish", $"-p:ContainerRepository={image}").Failed();

        Assert.Equal("good", Docker.Succeed("run", "--rm", image));
        Docker.Succeed("image", "rm", image);
    }

    [EngineFact]
    public void Ports_variables_labels_arguments_user_and_folder_reach_the_image()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        var image = UniqueImage();
        folder.Write("app.rustproj", """
            <Project Sdk="RustContainer.Sdk">
              <PropertyGroup>
                <ContainerUser>1234:1234</ContainerUser>
                <ContainerWorkingDirectory>/srv</ContainerWorkingDirectory>
              </PropertyGroup>
              <ItemGroup>
                <ContainerPort Include="8080" Type="tcp" />
                <ContainerEnvironmentVariable Include="GREETING" Value="it's &quot;$HOME&quot; \ here" />
                <ContainerLabel Include="org.example.note" Value="a = b" />
                <ContainerDefaultArgs Include="--name=a b;--wait" />
              </ItemGroup>
            </Project>
            """);

        folder.DotNet("publish", $"-p:ContainerRepository={image}").Succeeded();

        string Inspect(string what) => Docker.Succeed("image", "inspect", "-f", $"{{{{{what}}}}}", image);
        Assert.Equal("1234:1234", Inspect(".Config.User"));
        Assert.Equal("/srv", Inspect(".Config.WorkingDir"));
        Assert.Contains("8080/tcp", Inspect("json .Config.ExposedPorts"), StringComparison.Ordinal);
        Assert.Contains("GREETING=it's \"$HOME\" \\ here", Inspect("join .Config.Env \"\\n\""), StringComparison.Ordinal);
        Assert.Equal("a = b", Inspect("index .Config.Labels \"org.example.note\""));
        Assert.Equal("""["--name=a b","--wait"]""", Inspect("json .Config.Cmd"));
        Docker.Succeed("image", "rm", image);
    }

    [EngineTheory]
    [InlineData("alpine")]
    [InlineData("scratch")]
    public void A_static_program_runs_on_a_small_base(string family)
    {
        using var folder = new TestFolder();
        folder.WriteHello("small");
        var image = UniqueImage();

        folder.DotNet("publish", $"-p:ContainerRepository={image}", $"-p:ContainerRuntime={family}").Succeeded();

        Assert.Equal("small", Docker.Succeed("run", "--rm", image));
        Docker.Succeed("image", "rm", image);
    }

    private static void Derive(string from, string image, string change)
    {
        var container = Docker.Succeed("create", from, "true");
        Docker.Succeed("commit", "-c", change, container, image);
        Docker.Succeed("rm", container);
    }

    private static string UniqueImage() => $"rustcontainer-test-{Guid.NewGuid():n}";
}
