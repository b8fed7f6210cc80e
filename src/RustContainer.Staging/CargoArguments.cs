namespace RustContainer.Staging;

/// <summary>What cargo is told to build, besides the target and the lock.</summary>
internal static class CargoArguments
{
    /// <summary>The arguments for <paramref name="options"/> and <paramref name="workspace"/>.</summary>
    /// <exception cref="Contract.CodedException">A name is none that cargo could have.</exception>
    public static IReadOnlyList<string> Of(StagingOptions options, StagedWorkspace workspace, string profile)
    {
        List<string> arguments = ["--profile", profile];
        foreach (var package in workspace.Packages)
            arguments.AddRange(["--package", Values.Name(package, "The name of a package", "-")]);
        if (workspace.OnlyTargets)
            arguments.AddRange(workspace.Targets.SelectMany(Selection));
        if (options.CargoNoDefaultFeatures)
            arguments.Add("--no-default-features");
        if (options.CargoAllFeatures)
            arguments.Add("--all-features");
        if (options.CargoFeatures.Count > 0)
            arguments.AddRange(["--features", string.Join(',', options.CargoFeatures.Select(Feature))]);
        return arguments;
    }

    private static string Feature(string feature) => Values.Name(feature, "CargoFeatures", "-+./?:");

    private static IEnumerable<string> Selection(StagedTarget target) =>
        target.Kind == StagedTargetKind.Program ? ["--bin", target.Name] : ["--lib"];
}
