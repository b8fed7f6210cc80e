using System.Diagnostics;
using System.Text.Json;
using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Tests.Recipes;

/// <summary>
/// Writes what <c>cargo chef cook</c> writes for a recipe, told anew from what it is known to do. Where CARGO_CHEF names the tool itself,
/// that does it.
/// </summary>
public static class CargoChefCook
{
    private const string NoStdProgram = "#![no_std]\n#![no_main]\n\n#[panic_handler]\nfn panic(_: &core::panic::PanicInfo) -> ! {\n    loop {}\n}\n";

    public static void Write(string recipe, string directory, bool noStd = false)
    {
        if (Environment.GetEnvironmentVariable("CARGO_CHEF") is { Length: > 0 } tool)
            WriteByTool(tool, recipe, directory, noStd);
        else
            WriteHere(JsonDocument.Parse(recipe).RootElement.GetProperty("skeleton"), directory, noStd);
    }

    private static void WriteByTool(string tool, string recipe, string directory, bool noStd)
    {
        var file = Path.Combine(directory, "recipe.json");
        File.WriteAllText(file, recipe);
        string[] flags = noStd ? ["--no-std"] : [];
        var start = new ProcessStartInfo(tool, ["chef", "cook", "--no-build", "--recipe-path", file, .. flags])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
    }

    private static void WriteHere(JsonElement skeleton, string directory, bool noStd)
    {
        if (skeleton.GetProperty("lock_file").GetString() is { } cargoLock)
            WriteFile(Path.Combine(directory, "Cargo.lock"), cargoLock);
        if (skeleton.GetProperty("rust_toolchain_file") is { ValueKind: JsonValueKind.Array } toolchain)
            WriteFile(Path.Combine(directory, toolchain[0].GetString() == "Bare" ? "rust-toolchain" : "rust-toolchain.toml"), toolchain[1].GetString()!);
        if (skeleton.GetProperty("config_file").GetString() is { } config)
            WriteFile(Path.Combine(directory, ".cargo/config.toml"), config);
        foreach (var manifest in skeleton.GetProperty("manifests").EnumerateArray())
        {
            var path = Path.Combine(directory, manifest.GetProperty("relative_path").GetString()!);
            var text = manifest.GetProperty("contents").GetString()!;
            WriteFile(path, text);
            var table = TomlDocument.Parse(text, path);
            foreach (var target in manifest.GetProperty("targets").EnumerateArray())
                WriteFile(Path.Combine(Path.GetDirectoryName(path)!, target.GetProperty("path").GetString()!), Dummy(target, table, noStd));
        }
    }

    private static string Dummy(JsonElement target, TomlTable manifest, bool noStd)
    {
        var kind = target.GetProperty("kind");
        if (kind.ValueKind == JsonValueKind.Object)
            return noStd && !kind.GetProperty("Lib").GetProperty("is_proc_macro").GetBoolean() ? "#![no_std]" : "";
        var (name, key) = (target.GetProperty("name").GetString(), kind.GetString()!.ToLowerInvariant());
        if (key == "buildscript")
            return "fn main() {}";
        if (key is "bin" or "example")
            return noStd ? NoStdProgram : "fn main() {}";
        var listed = (manifest[key] as TomlArray)?.Items.OfType<TomlTable>().FirstOrDefault(table => (table["name"] as TomlString)?.Value == name);
        var hasHarness = listed?["harness"] is not TomlBoolean { Value: false };
        return hasHarness ? (noStd ? throw new NotSupportedException("A test harness without std needs a nightly toolchain.") : "")
            : noStd ? NoStdProgram : "fn main() {}";
    }

    private static void WriteFile(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
