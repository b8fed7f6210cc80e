using System.Reflection;

namespace RustContainer.Sdk.Tests.Harness;

/// <summary>Where this repository is and which package its tests build with.</summary>
internal static class Repository
{
    private static readonly Lazy<string> Version = new(FindVersion);

    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!.TrimEnd('/', '\\');

    public static string SdkVersion => Version.Value;

    public static string Samples => Path.Combine(Root, "samples");

    // build/test packs before it starts the tests; a test started alone packs by itself, once.
    private static string FindVersion()
    {
        var given = Environment.GetEnvironmentVariable("RUSTCONTAINER_SDK_VERSION");
        if (!string.IsNullOrEmpty(given))
            return given;
        var packed = Command.Run(Root, "bash", ["build/pack"]);
        Assert.True(packed.ExitCode == 0, packed.Output);
        return Command.Run(Root, "bash", ["build/pack", "--print-version"]).Output.Trim().Split('\n')[^1];
    }
}
