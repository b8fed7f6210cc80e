using RustContainer.ImageBenchmark.Scenarios;

namespace RustContainer.ImageBenchmark.Contestants;

/// <summary>What <c>dotnet build</c> costs where there is nothing to build: an empty project of Microsoft.Build.NoTargets.</summary>
internal sealed record EmptyProject() : Contestant(ContestantNames.Empty)
{
    private const string Version = "3.7.0";

    public override bool TakesPart(Scenario scenario) => scenario.Name == "unchanged";

    public override void WriteFiles(WorkspaceCopy copy) => Files.Write(
        Path.Combine(copy.Folder, "empty", "empty.csproj"),
        $"""<Project Sdk="Microsoft.Build.NoTargets/{Version}"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");

    public override Command Build(WorkspaceCopy copy, string profile) =>
        new("dotnet", ["build", "empty.csproj", "-v:q"], Path.Combine(copy.Folder, "empty"));
}
