using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using RustContainer.Sdk.Tests.Harness;

namespace RustContainer.Sdk.Tests;

/// <summary>The tasks and the worker that the package brings: compiled ahead for some systems, for any other as IL.</summary>
public sealed class ToolsTests
{
    [Fact]
    public void Where_they_are_compiled_ahead_for_this_system_those_are_used()
    {
        using var folder = new TestFolder();
        folder.WriteHello();

        var assembly = TasksAssembly(folder.DotNet("build", "-t:StageRustContainer").Succeeded());

        Assert.NotEqual("any", SystemOf(assembly));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(assembly)!, ".."), "*.dll", SearchOption.AllDirectories))
            Assert.True(IsCompiledAhead(file), $"{file} is IL alone");
    }

    [Fact]
    public void On_a_system_without_its_own_they_run_as_IL()
    {
        using var folder = new TestFolder();
        folder.WriteHello();

        // The package of the tests has them for the system alone that packed it.
        var other = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "linux-x64" : "linux-arm64";
        var result = folder.DotNet("build", "-t:StageRustContainer", $"-p:NETCoreSdkPortableRuntimeIdentifier={other}").Succeeded();

        Assert.Equal("any", SystemOf(TasksAssembly(result)));
        Assert.False(IsCompiledAhead(TasksAssembly(result)));
        Assert.NotEmpty(folder.Read("obj/Debug/rustcontainer/Dockerfile"));
    }

    private static string TasksAssembly(DotNetResult result) =>
        result.Log.FindChildrenRecursive<Microsoft.Build.Logging.StructuredLogger.Task>(task => task.Name == "StageRustContainer").Single().FromAssembly;

    private static string SystemOf(string assembly) => new FileInfo(assembly).Directory!.Parent!.Name;

    private static bool IsCompiledAhead(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        return image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }
}
