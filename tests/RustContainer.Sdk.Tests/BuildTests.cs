using RustContainer.Sdk.Tests.Harness;

namespace RustContainer.Sdk.Tests;

/// <summary>One package, built again and again.</summary>
[Trait("Needs", "engine")]
public sealed class BuildTests
{
    [EngineFact]
    public void A_build_puts_the_program_into_bin_and_a_second_one_starts_no_worker_and_says_nothing()
    {
        using var folder = new TestFolder();
        folder.WriteHello("hello from rust");

        var first = folder.DotNet("build").Succeeded();
        Assert.True(first.StartedWorker);
        Assert.Equal("hello from rust", folder.RunProgram("bin/Debug/app"));

        var second = folder.DotNet("build").Succeeded();
        Assert.False(second.StartedWorker);
        Assert.DoesNotContain("rust", second.Output.Replace(folder.Base, "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
    }

    [EngineFact]
    public void A_touched_source_starts_no_worker_and_an_edited_one_reaches_the_program_without_touching_recipe_and_skeleton()
    {
        using var folder = new TestFolder();
        folder.WriteHello("one");
        folder.DotNet("build").Succeeded();
        var staged = Times(folder);

        File.SetLastWriteTimeUtc(folder.At("src/main.rs"), DateTime.UtcNow.AddHours(1));
        Assert.False(folder.DotNet("build").Succeeded().StartedWorker);

        folder.WriteHello("two");
        var edited = folder.DotNet("build").Succeeded();
        Assert.Equal(["app"], edited.Compiled);
        Assert.Matches(@"\n *Compiled 1 package, 0 fresh; \d steps? run in \d+\.\d s, \d+ cached; sent \d+ files?, [\d.]+ (bytes|kB)\.\r?\n", edited.Output);
        Assert.Equal("two", folder.RunProgram("bin/Debug/app"));
        Assert.Equal(staged, Times(folder));
    }

    [EngineFact]
    public void A_deleted_source_is_noticed()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.Write("src/part.rs", "pub fn says() -> &'static str { \"part\" }\n");
        folder.Write("src/main.rs", "mod part;\nfn main() { println!(\"{}\", part::says()); }\n");
        folder.DotNet("build").Succeeded();

        File.Delete(folder.At("src/part.rs"));
        var result = folder.DotNet("build").Failed();
        Assert.Equal("E0583", Assert.Single(result.Errors).Code);
        Assert.Equal("part", folder.RunProgram("bin/Debug/app"));
    }

    [EngineFact]
    public void A_program_that_was_deleted_or_overwritten_in_bin_is_put_there_again()
    {
        using var folder = new TestFolder();
        folder.WriteHello("mine");
        folder.DotNet("build").Succeeded();

        File.Delete(folder.At("bin/Debug/app"));
        folder.DotNet("build").Succeeded();
        Assert.Equal("mine", folder.RunProgram("bin/Debug/app"));

        File.WriteAllText(folder.At("bin/Debug/app"), "#!/bin/sh\necho theirs\n");
        folder.DotNet("build").Succeeded();
        Assert.Equal("mine", folder.RunProgram("bin/Debug/app"));
    }

    [EngineFact]
    public void Clean_leaves_nothing_in_bin_and_rebuild_brings_it_back()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.DotNet("build").Succeeded();

        folder.DotNet("clean").Succeeded();
        Assert.False(File.Exists(folder.At("bin/Debug/app")));
        Assert.False(Directory.Exists(folder.At("obj/Debug/rustcontainer")));

        folder.DotNet("build", "-t:Rebuild").Succeeded();
        Assert.Equal("hello", folder.RunProgram("bin/Debug/app"));
    }

    [EngineFact]
    public void Debug_is_the_dev_profile_and_Release_the_release_profile()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.Write("src/main.rs", "fn main() { println!(\"{}\", cfg!(debug_assertions)); }\n");

        folder.DotNet("build").Succeeded();
        folder.DotNet("build", "-c", "Release").Succeeded();

        Assert.Equal("true", folder.RunProgram("bin/Debug/app"));
        Assert.Equal("false", folder.RunProgram("bin/Release/app"));
    }

    [EngineTheory]
    [InlineData("größer als 名前")]
    [InlineData("My%20App%2F1")]
    public void A_folder_with_spaces_letters_beyond_ASCII_or_percent_signs_is_no_obstacle(string name)
    {
        using var folder = new TestFolder(name);
        folder.WriteHello("wide");
        folder.Write("src/über uns.txt", "text\n");
        folder.Write("src/main.rs", "fn main() { print!(\"{}\", include_str!(\"über uns.txt\")); }\n");

        folder.DotNet("build").Succeeded();

        Assert.Equal("text", folder.RunProgram("bin/Debug/app"));

        folder.DotNet("clean").Succeeded();
        Assert.False(File.Exists(folder.At("bin/Debug/app")));
    }

    [EngineFact]
    public void A_binary_that_is_no_longer_in_the_package_leaves_bin()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.Write("src/bin/extra.rs", "fn main() {}\n");
        folder.DotNet("build").Succeeded();
        Assert.True(File.Exists(folder.At("bin/Debug/extra")));

        File.Delete(folder.At("src/bin/extra.rs"));
        folder.DotNet("build").Succeeded();

        Assert.False(File.Exists(folder.At("bin/Debug/extra")));
        Assert.True(File.Exists(folder.At("bin/Debug/app")));
    }

    [EngineFact]
    public void A_project_beside_a_member_builds_that_member_with_a_dependency_outside_the_workspace()
    {
        using var folder = new TestFolder();
        folder.Write("beside/Cargo.toml", "[package]\nname = \"beside\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
        folder.Write("beside/src/lib.rs", "pub fn says() -> &'static str { \"beside\" }\n");
        folder.Write("ws/Cargo.toml", "[workspace]\nmembers = [\"one\", \"two\"]\nresolver = \"2\"\n");
        foreach (var name in new[] { "one", "two" })
        {
            folder.Write($"ws/{name}/Cargo.toml", $"[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[dependencies]\nbeside = {{ path = \"../../beside\" }}\n");
            folder.Write($"ws/{name}/src/main.rs", $"fn main() {{ println!(\"{name} {{}}\", beside::says()); }}\n");
        }

        folder.Write("ws/one/unique.txt", Guid.NewGuid().ToString());
        folder.Write("ws/one/one.rustproj", """<Project Sdk="RustContainer.Sdk" />""");

        Assert.Equal(["beside", "one"], folder.DotNet("build", "ws/one").Succeeded().Compiled);
        Assert.Equal("one beside", folder.RunProgram("ws/one/bin/Debug/one"));
        Assert.True(File.Exists(folder.At("ws/Cargo.lock")));

        folder.Write("beside/src/lib.rs", "pub fn says() -> u32 { \"text\" }\n");
        Assert.Contains($"{folder.At("beside/src/lib.rs")}(1,24): error E0308", folder.DotNet("build", "ws/one").Failed().Output, StringComparison.Ordinal);
    }

    private static Dictionary<string, DateTime> Times(TestFolder folder) =>
        Directory.EnumerateFiles(folder.At("obj/Debug/rustcontainer"), "*", SearchOption.AllDirectories)
            .Where(file => file.Contains("skeleton") || Path.GetFileName(file) is "Dockerfile" or "recipe.json" or "dependency-key.txt")
            .ToDictionary(file => file, File.GetLastWriteTimeUtc);
}
