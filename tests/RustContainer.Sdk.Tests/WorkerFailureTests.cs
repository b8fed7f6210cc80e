using RustContainer.Sdk.Tests.Harness;

namespace RustContainer.Sdk.Tests;

/// <summary>A worker that does not do what a worker should, stood in for by small scripts where the real one cannot be made to fail so.</summary>
public sealed class WorkerFailureTests
{
    [Fact]
    public void A_worker_that_prints_garbage_is_one_error_that_shows_it()
    {
        using var folder = new TestFolder();
        var error = Fail(folder, "echo 'Profiler attached'; sleep 100000", "RUSTPROJ0005");
        Assert.Contains("Profiler attached", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_worker_that_crashes_is_one_error_with_its_exit_code_and_last_words()
    {
        using var folder = new TestFolder();
        var error = Fail(folder, "echo 'out of luck' >&2; exit 134", "RUSTPROJ0004");
        Assert.Contains("134", error, StringComparison.Ordinal);
        Assert.Contains("out of luck", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_ASP_NET_Core_is_an_error_that_says_what_to_install()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        var dotnet = new FileInfo(FindOnPath("dotnet"));
        var real = Path.GetDirectoryName(dotnet.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? dotnet.FullName)!;
        // The same installation without the one shared framework.
        var reduced = Directory.CreateDirectory(Path.Combine(folder.Base, "dotnet"));
        File.Copy(Path.Combine(real, "dotnet"), Path.Combine(reduced.FullName, "dotnet"));
        Directory.CreateSymbolicLink(Path.Combine(reduced.FullName, "host"), Path.Combine(real, "host"));
        var shared = Directory.CreateDirectory(Path.Combine(reduced.FullName, "shared"));
        Directory.CreateSymbolicLink(Path.Combine(shared.FullName, "Microsoft.NETCore.App"), Path.Combine(real, "shared", "Microsoft.NETCore.App"));

        var error = Build(folder, Path.Combine(reduced.FullName, "dotnet")).SingleError("RUSTPROJ0003");

        Assert.Contains("ASP.NET Core", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_host_is_an_error_that_names_it()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        var error = Build(folder, "/nonexistent/dotnet").SingleError("RUSTPROJ0002");
        Assert.Contains("/nonexistent/dotnet", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Sources_that_change_while_an_unchanged_project_is_published_reach_bin_too()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.Write("Cargo.lock", "version = 4\n\n[[package]]\nname = \"app\"\nversion = \"0.1.0\"\n");
        // The second run is the first of the publish: there a file changes in the moment in which it is sent.
        folder.Write("fake-host", """
            #!/bin/sh
            cd "$(dirname "$0")"
            echo "$@" >>calls.txt
            mkdir -p obj/Debug/rustcontainer/out/bin
            wc -l <calls.txt >obj/Debug/rustcontainer/out/bin/app
            if [ "$(wc -l <calls.txt)" -eq 2 ]; then
              echo '{"event":"message","severity":"Error","diagnostic":{"code":"RUSTPROJ1020","message":"src/main.rs changed."}}'
              echo '{"event":"finished","outcome":"Failed"}'
              exit 1
            fi
            for word; do
              case $word in artifacts | image) echo "{\"event\":\"solved\",\"solve\":\"$word\",\"imageId\":\"sha256:1\",\"imageDigest\":\"\",\"upToDate\":false}" ;; esac
            done
            echo '{"event":"finished","outcome":"Succeeded"}'

            """);
        File.SetUnixFileMode(folder.At("fake-host"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        folder.Write(".dockerignore", "calls.txt\nfake-host\n");
        Build(folder, folder.At("fake-host")).Succeeded();

        folder.DotNet("publish", "-c", "Debug").Succeeded();

        var calls = folder.Read("calls.txt").Trim().Split('\n');
        Assert.Equal(3, calls.Length);
        Assert.EndsWith("build.json image", calls[1], StringComparison.Ordinal);
        Assert.EndsWith("build.json artifacts image", calls[2], StringComparison.Ordinal);
        Assert.Equal("3", folder.Read("bin/Debug/app").Trim());
    }

    private static string Fail(TestFolder folder, string script, string code)
    {
        folder.WriteHello();
        folder.Write("fake-host", $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(folder.At("fake-host"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return Build(folder, folder.At("fake-host")).SingleError(code).Text;
    }

    private static DotNetResult Build(TestFolder folder, string host)
    {
        folder.Write("app.rustproj", $"""
            <Project Sdk="RustContainer.Sdk">
              <PropertyGroup>
                <DOTNET_HOST_PATH>{host}</DOTNET_HOST_PATH>
              </PropertyGroup>
            </Project>
            """);
        return folder.DotNet("build");
    }

    private static string FindOnPath(string program) => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
        .Select(part => Path.Combine(part, program)).First(File.Exists);
}
