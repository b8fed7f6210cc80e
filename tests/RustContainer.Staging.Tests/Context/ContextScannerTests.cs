using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using RustContainer.Contract;
using RustContainer.Staging.Context;

namespace RustContainer.Staging.Tests.Context;

public class ContextScannerTests
{
    [Fact]
    public void Files_are_listed_depth_first_with_what_is_in_them()
    {
        using var tree = new ContextTree("Cargo.toml", "src/main.rs", "src-gen/x.rs", "run.sh", "src.txt", "ü.txt");
        File.CreateSymbolicLink(tree.At("link"), "src/main.rs");

        var files = tree.Scan().List.Files;

        Assert.Equal(["Cargo.toml", "link", "run.sh", "src/main.rs", "src-gen/x.rs", "src.txt", "ü.txt"], files.Select(file => file.Path));
        Assert.Equal(Hash("src/main.rs"), files[3].Sha256);
        Assert.Equal((ContextFileKind.File, 11), (files[3].Kind, files[3].Size));
        Assert.Equal(ContextFileKind.Executable, files[2].Kind);
        Assert.Equal((ContextFileKind.SymbolicLink, "src/main.rs", 0), (files[1].Kind, files[1].LinkTarget, files[1].Size));
        Assert.Equal(Hash("src/main.rs"), files[1].Sha256);
    }

    [Fact]
    public void An_executable_is_known_by_its_content_not_its_mode()
    {
        using var tree = new ContextTree("Cargo.toml");
        File.WriteAllBytes(tree.At("tool"), [0x7f, .. "ELF rest"u8]);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(tree.At("Cargo.toml"), UnixFileMode.UserRead | UnixFileMode.UserExecute);

        Assert.Equal([ContextFileKind.File, ContextFileKind.Executable], tree.Scan().List.Files.Select(file => file.Kind));
    }

    [Theory]
    [InlineData("target/debug/app", false)]
    [InlineData("crates/a/target/x", false)]
    [InlineData("crates/a/src/target/mod.rs", true)]
    [InlineData("crates/a/src/bin/tool.rs", true)]
    [InlineData("crates/a/src/obj/mod.rs", true)]
    [InlineData("crates/a/bin/x", true)]
    [InlineData("bin/Debug/app", false)]
    [InlineData("obj/project.assets.json", false)]
    [InlineData("src/bin/tool.rs", true)]
    [InlineData("app.rustproj", true)]
    [InlineData("app.sln", true)]
    [InlineData("web/Web.csproj", false)]
    [InlineData("web/src/Program.cs", false)]
    [InlineData("tests/web/W.fsproj", false)]
    [InlineData("tests/it.rs", true)]
    [InlineData("docs/obj/x.md", true)]
    [InlineData(".git/HEAD", false)]
    [InlineData("crates/a/.git", false)]
    [InlineData(".vs/x", false)]
    [InlineData(".idea/x", false)]
    [InlineData(".cargo/config.toml", true)]
    [InlineData(".gitignore", true)]
    [InlineData("docs/node_modules/x/y.js", false)]
    [InlineData("cache/target/CACHEDIR.TAG", false)]
    [InlineData("cache/target-not/x", true)]
    [InlineData("dist/x", false)]
    [InlineData("dist2/x", true)]
    public void What_cannot_concern_cargo_does_not_belong_to_the_context(string path, bool belongs)
    {
        using var tree = new ContextTree("Cargo.toml", "app.rustproj", "crates/a/Cargo.toml", "web/Web.csproj", path);

        Assert.Equal(belongs, tree.Paths(tree.With(["", "crates/a"], outputs: ["dist"])).Contains(path));
    }

    [Fact]
    public void A_folder_of_another_project_that_holds_a_member_stays_less_its_outputs()
    {
        using var tree = new ContextTree(
            "Cargo.toml", "App/App.csproj", "App/Program.cs", "App/bin/x.dll", "App/Obj/y", "App/native/Cargo.toml",
            "App/native/native.rustproj", "App/native/src/lib.rs", "App/native/bin/z", "App/native/target/t", "Lib/Lib.vbproj", "Lib/src/bin/x.rs");

        Assert.Equal(
            [
                "App/App.csproj", "App/Program.cs", "App/native/Cargo.toml", "App/native/native.rustproj", "App/native/src/lib.rs", "Cargo.toml",
            ],
            tree.Paths(tree.With(["", "App/native"])));
    }

    [Fact]
    public void A_member_inside_of_what_is_left_out_stays_alone()
    {
        using var tree = new ContextTree(
            "Cargo.toml", "app.rustproj", "bin/Debug/app", "bin/tool/Cargo.toml", "bin/tool/src/main.rs", "bin/tool/node_modules/n",
            "bin/x", "node_modules/a/b/Cargo.toml", "node_modules/a/c", "node_modules/d/e", "node_modules/f");

        Assert.Equal(
            ["Cargo.toml", "app.rustproj", "bin/tool/Cargo.toml", "bin/tool/src/main.rs", "node_modules/a/b/Cargo.toml"],
            tree.Paths(tree.With(["", "bin/tool", "node_modules/a/b"])));
    }

    [Fact]
    public void A_target_root_in_an_output_folder_stays_with_the_files_beside_it()
    {
        using var tree = new ContextTree("Cargo.toml", "app.rustproj", "bin/tool.rs", "bin/helper.rs", "bin/Release/app");

        Assert.Equal(["Cargo.toml", "app.rustproj", "bin/helper.rs", "bin/tool.rs"], tree.Paths(tree.With(required: ["bin/tool.rs"])));
    }

    [Fact]
    public void A_vendored_crate_stays_whole_for_cargo_checks_every_file_of_it()
    {
        string[] vendored =
        [
            "vendor/z/.cargo-checksum.json", "vendor/z/.idea/i", "vendor/z/Cargo.toml", "vendor/z/node_modules/n", "vendor/z/target/t",
            "vendor/z/vs/bin/b", "vendor/z/vs/z.vcxproj", "vendor/z/z.sqlproj",
        ];
        using var tree = new ContextTree(["Cargo.toml", "vendor/node_modules/n", .. vendored]);

        Assert.Equal(["Cargo.toml", .. vendored], tree.Paths());
    }

    [Fact]
    public void The_dockerignore_of_the_workspace_counts()
    {
        using var tree = new ContextTree("Cargo.toml", "src/main.rs", "docs/a.md", "docs/keep/b.md", "assets/x", "target/x.rs");
        tree.Write(".dockerignore", "# mine\ndocs\n!docs/keep\n/assets\n!**/*.rs\n");

        Assert.Equal([".dockerignore", "Cargo.toml", "docs/keep/b.md", "src/main.rs"], tree.Paths());
    }

    [Fact]
    public void A_dockerignore_that_names_what_belongs_leaves_the_rest_out()
    {
        using var tree = new ContextTree("Cargo.toml", "src/main.rs", "src/deep/er.rs", "secret", "a/b/c");
        tree.Write(".dockerignore", "*\n!Cargo.*\n!src\nsrc/deep/**\n");

        Assert.Equal(["Cargo.toml", "src/main.rs"], tree.Paths());
    }

    [Fact]
    public void Items_correct_what_belongs_and_exclude_has_the_last_word()
    {
        using var tree = new ContextTree(
            "Cargo.toml", "web/Web.csproj", "web/wwwroot/a.css", "web/wwwroot/deep/b.css", "web/Program.cs", "docs/a.md",
            "docs/b.md", "big/x", "target/t");
        tree.Write(".dockerignore", "docs\n");

        Assert.Equal(
            [".dockerignore", "Cargo.toml", "docs/a.md", "web/wwwroot/a.css", "web/wwwroot/deep/b.css"],
            tree.Paths(tree.With(include: ["web/wwwroot/**", "docs/*.md", "big"], exclude: ["big/", "docs/b.*"])));
    }

    [Fact]
    public void A_bad_item_is_an_error_that_names_the_item()
    {
        using var tree = new ContextTree("Cargo.toml");

        var error = Assert.Throws<CodedException>(() => tree.Scan(tree.With(exclude: ["a["])));

        Assert.Equal(ContextCodes.BadPattern, error.Diagnostic.Code);
        Assert.Contains("RustContextExclude", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_full_of_pattern_characters_are_left_out_all_the_same()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var tree = new ContextTree("Cargo.toml", "[a]*?\\ !/A.csproj", " b #/B.csproj", "!c/C.csproj", "#d/D.csproj", "[a]/x", "a/x");

        Assert.Equal(["Cargo.toml", "[a]/x", "a/x"], tree.Paths());
    }

    [Theory]
    [InlineData("new\nline.rs")]
    [InlineData("dir\r/x.rs")]
    public void A_name_with_a_line_end_is_an_error_unless_it_is_left_out(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var tree = new ContextTree("Cargo.toml", path);

        Assert.Equal(ContextCodes.UnusableName, Assert.Throws<CodedException>(() => tree.Scan()).Diagnostic.Code);
        Assert.Equal(["Cargo.toml"], tree.Paths(tree.With(exclude: ["new*", "dir*"])));
    }

    [Fact]
    public void A_name_that_is_no_text_is_an_error()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var tree = new ContextTree("Cargo.toml");
        Shell(tree.Root, @"touch ""$(printf 'bad\377.rs')""");

        var error = Assert.Throws<CodedException>(() => tree.Scan());

        Assert.Equal(ContextCodes.UnusableName, error.Diagnostic.Code);
        File.Delete(tree.At("Cargo.toml"));
        Shell(tree.Root, "rm bad*");
    }

    [Fact]
    public void Pipes_are_passed_over()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var tree = new ContextTree("Cargo.toml");
        Shell(tree.Root, "mkfifo pipe.fifo");

        Assert.Equal(["Cargo.toml"], tree.Paths());
    }

    [Fact]
    public void Links_are_listed_and_never_followed()
    {
        using var tree = new ContextTree("Cargo.toml", "a/x.rs");
        File.CreateSymbolicLink(tree.At("a/loop"), ".");
        File.CreateSymbolicLink(tree.At("b"), "a");
        File.CreateSymbolicLink(tree.At("gone"), "nowhere");

        var scanned = tree.Scan();

        Assert.Equal(["Cargo.toml", "a/loop", "a/x.rs", "b", "gone"], ContextTree.Paths(scanned));
        Assert.Empty(scanned.Warnings);
    }

    [Theory]
    [InlineData("/etc/hostname")]
    [InlineData("../../elsewhere")]
    public void A_link_that_leads_out_of_the_context_is_kept_and_told(string target)
    {
        using var tree = new ContextTree("Cargo.toml", "a/x.rs");
        File.CreateSymbolicLink(tree.At("a/out"), target);

        var warning = Assert.Single(tree.Scan().Warnings);

        Assert.Equal((ContextCodes.LinkLeavesContext, tree.At("a/out")), (warning.Code, warning.File));
        Assert.Contains($"'{target}'", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workspace_that_does_not_exist_is_an_error()
    {
        using var tree = new ContextTree();

        var error = Assert.Throws<CodedException>(() => tree.Scan(tree.With() with { WorkspaceRoot = tree.At("none") }));

        Assert.Equal(ContextCodes.Unreadable, error.Diagnostic.Code);
    }

    [Fact]
    public void A_scan_can_be_stopped()
    {
        using var tree = new ContextTree("Cargo.toml");
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => ContextScanner.Scan(tree.With(), null, stopped.Token));
    }

    [Fact]
    public void The_text_for_docker_is_the_same_whether_outputs_are_there_or_not()
    {
        using var clean = new ContextTree("Cargo.toml", "app.rustproj", "app/App.csproj");
        using var used = new ContextTree("Cargo.toml", "app.rustproj", "app/App.csproj", "target/x", "bin/y", "obj/z", ".vs/v", ".git/g");

        Assert.Equal(clean.Scan().Dockerignore, used.Scan().Dockerignore);
        Assert.Equal(clean.Scan().List.Digest, used.Scan().List.Digest);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static void Shell(string directory, string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", script]) { WorkingDirectory = directory })!;
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }
}
