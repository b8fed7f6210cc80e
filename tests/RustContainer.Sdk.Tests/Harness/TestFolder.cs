namespace RustContainer.Sdk.Tests.Harness;

/// <summary>A folder of a test's own, outside the repository, in which the packed SDK resolves.</summary>
internal sealed class TestFolder : IDisposable
{
    public TestFolder(string name = "ws")
    {
        Base = Directory.CreateTempSubdirectory("rustcontainer-").FullName;
        Root = Directory.CreateDirectory(Path.Combine(Base, name)).FullName;
        Write("global.json", $$"""{ "msbuild-sdks": { "RustContainer.Sdk": "{{Repository.SdkVersion}}" } }""");
        // BuildKit knows equal sources from any folder, so that the second run of a test would compile nothing.
        Write("unique.txt", Guid.NewGuid().ToString());
        Write("NuGet.config", $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{Path.Combine(Repository.Root, "packages")}" />
              </packageSources>
            </configuration>
            """);
    }

    /// <summary>The folder that is deleted in the end.</summary>
    public string Base { get; }

    /// <summary>The folder that the test writes into.</summary>
    public string Root { get; }

    public string At(string path) => Path.Combine(Root, path);

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }

    public string Read(string path) => File.ReadAllText(At(path));

    /// <summary>Copies a sample without what builds left in it.</summary>
    public void CopySample(string sample)
    {
        var source = Path.Combine(Repository.Samples, sample);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(source, file);
            if (relative.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "target") && !relative.Contains("src/bin"))
                continue;
            if (Path.GetFileName(file) is "Cargo.lock" or "global.json")
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(At(relative))!);
            File.Copy(file, At(relative), overwrite: true);
        }
    }

    /// <summary>A package with one binary that prints <paramref name="says"/>.</summary>
    public void WriteHello(string says = "hello", string name = "app")
    {
        Write($"{name}.rustproj", """<Project Sdk="RustContainer.Sdk" />""");
        Write("Cargo.toml", $"""
            [package]
            name = "{name}"
            version = "0.1.0"
            edition = "2021"

            """);
        Write("src/main.rs", $$"""fn main() { println!("{{says}}"); }""" + "\n");
    }

    /// <summary>A Rust library <c>native</c> whose function <c>answer</c> gives 42, in the folder of that name.</summary>
    public void WriteNativeLibrary()
    {
        Write("native/native.rustproj", """<Project Sdk="RustContainer.Sdk" />""");
        Write("native/Cargo.toml", "[package]\nname = \"native\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[lib]\ncrate-type = [\"cdylib\"]\n");
        Write("native/src/lib.rs", "#[no_mangle]\npub extern \"C\" fn answer() -> i32 { 42 }\n");
    }

    /// <summary>A C# project in the folder of its name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="properties">What goes into its PropertyGroup.</param>
    /// <param name="reference">The project that it refers to, from the root, with attributes after it.</param>
    /// <param name="source">Its one source file.</param>
    public void WriteCSharp(string name, string properties, string reference, string source)
    {
        Write($"{name}/{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>{properties}</PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="../{reference}" />
              </ItemGroup>
            </Project>
            """);
        Write($"{name}/Source.cs", source);
    }

    public DotNetResult DotNet(params string[] arguments) => DotNetCommand.Run(Root, arguments);

    public DotNetResult DotNet(IReadOnlyDictionary<string, string?> environment, params string[] arguments) =>
        DotNetCommand.Run(Root, arguments, environment);

    /// <summary>Runs a program that a build made and gives what it printed.</summary>
    public string RunProgram(string path)
    {
        var result = Command.Run(Root, At(path), []);
        Assert.True(result.ExitCode == 0, result.Output);
        return result.Output.Trim();
    }

    public void Dispose()
    {
        Directory.Delete(Base, recursive: true);
    }
}
