using System.Text.RegularExpressions;
using RustContainer.Sdk.Tests.Harness;

namespace RustContainer.Sdk.Tests;

/// <summary>What is staged is the same wherever the sources lie.</summary>
public sealed partial class StagingTests
{
    [Fact]
    public void A_clone_with_CRLF_another_umask_and_another_path_stages_the_same_bytes()
    {
        using var one = new TestFolder("one");
        using var two = new TestFolder("another place");
        Write(one, "\n");
        Write(two, "\r\n");
        foreach (var file in Directory.EnumerateFiles(two.Root, "*", SearchOption.AllDirectories))
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        one.DotNet("build", "-t:StageRustContainer").Succeeded();
        two.DotNet("build", "-t:StageRustContainer").Succeeded();

        var (left, right) = (Staged(one), Staged(two));
        Assert.Equal(left.Keys, right.Keys);
        foreach (var path in left.Keys)
            Assert.True(left[path] == right[path], $"{path} differs:\n{left[path]}\n---\n{right[path]}");
    }

    [Fact]
    public void An_artifacts_folder_that_is_the_repository_itself_puts_nothing_that_builds_write_into_the_context()
    {
        using var folder = new TestFolder();
        folder.Write("Cargo.toml", "[workspace]\nmembers = [\"app\"]\nresolver = \"2\"\n");
        folder.Write("app/app.rustproj", """<Project Sdk="RustContainer.Sdk" />""");
        folder.Write("app/Cargo.toml", "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
        folder.Write("app/src/main.rs", "fn main() {}\n");
        folder.Write("Directory.Build.props", "<Project><PropertyGroup><ArtifactsPath>$(MSBuildThisFileDirectory)</ArtifactsPath></PropertyGroup></Project>");
        folder.Write("bin/other/debug/other.dll", "");

        folder.DotNet("build", "app", "-t:StageRustContainer").Succeeded();

        var context = folder.Read("obj/app/debug/rustcontainer/context.list");
        Assert.Contains("app/src/main.rs", context, StringComparison.Ordinal);
        Assert.DoesNotContain("obj/", context, StringComparison.Ordinal);
        Assert.DoesNotContain("bin/", context, StringComparison.Ordinal);
    }

    private static void Write(TestFolder folder, string lineEnd)
    {
        folder.WriteHello();
        folder.Write("Cargo.toml", """
            [package]
            name = "app"
            version = "0.1.0"
            edition = "2021"
            description = '''
            two
            lines'''

            [dependencies]
            itoa = "1"

            """);
        folder.Write("rust-toolchain.toml", "[toolchain]\nchannel = \"stable\"\n");
        folder.Write(".cargo/config.toml", "[build]\nrustflags = [\n  \"-Cforce-frame-pointers=yes\",\n]\n");
        foreach (var file in new[] { "Cargo.toml", "rust-toolchain.toml", ".cargo/config.toml", "src/main.rs" })
            folder.Write(file, folder.Read(file).ReplaceLineEndings(lineEnd));
    }

    private static SortedDictionary<string, string> Staged(TestFolder folder)
    {
        var staging = folder.At("obj/Debug/rustcontainer");
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(staging, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(staging, file);
            if (name is "Dockerfile" or "Dockerfile.dockerignore" or "recipe.json" or "dependency-key.txt"
                || name.StartsWith("skeleton", StringComparison.Ordinal) || name.StartsWith("scripts", StringComparison.Ordinal))
                files[name] = MountId().Replace(File.ReadAllText(file), "id=x");
        }

        Assert.Contains("Dockerfile", files.Keys);
        return files;
    }

    [GeneratedRegex("id=[^,\" ]+")]
    private static partial Regex MountId();
}
