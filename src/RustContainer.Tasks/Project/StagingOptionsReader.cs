using Microsoft.Build.Framework;
using RustContainer.Staging;

namespace RustContainer.Tasks.Project;

/// <summary>Reads <see cref="StagingOptions"/> from what the targets hand over.</summary>
internal static class StagingOptionsReader
{
    /// <summary>The options; the names of images are not among them yet, for they need the workspace.</summary>
    public static StagingOptions Read(
        OptionTable table,
        IEnumerable<ITaskItem> ports,
        IEnumerable<ITaskItem> variables,
        IEnumerable<ITaskItem> labels,
        IEnumerable<ITaskItem> defaultArgs) => new()
        {
            CargoProfile = table["CargoProfile"] is { Length: > 0 } profile ? profile : "dev",
            CargoFeatures = table.List("CargoFeatures"),
            CargoAllFeatures = table.IsOn("CargoAllFeatures"),
            CargoNoDefaultFeatures = table.IsOn("CargoNoDefaultFeatures"),
            ContainerRuntime = table["ContainerRuntime"],
            ContainerBaseImage = table["ContainerBaseImage"],
            ContainerUser = table["ContainerUser"],
            ContainerWorkingDirectory = table["ContainerWorkingDirectory"],
            ContainerRuntimeIdentifier = table["ContainerRuntimeIdentifier"],
            ContainerPorts = [.. ports.Select(item => new ContainerPort(item.ItemSpec, item.GetMetadata("Type")))],
            ContainerEnvironmentVariables = Pairs(variables),
            ContainerLabels = Pairs(labels),
            ContainerDefaultArgs = [.. defaultArgs.Select(item => item.ItemSpec)],
            RuntimeIdentifier = table["RuntimeIdentifier"],
            HostRuntimeIdentifier = table["NETCoreSdkPortableRuntimeIdentifier"],
            RustBuilderImage = table["RustBuilderImage"],
            RustToolchainVersion = table["RustToolchainVersion"],
            RustFlags = table["RustFlags"],
            RustCacheStrategy = table["RustCacheStrategy"],
            RustSccache = table.IsOn("RustSccache"),
            IsContinuousIntegration = table.IsOn("RustContinuousIntegration"),
            RustCacheId = table["RustCacheId"],
            BuildKitEndpoint = table["BuildKitEndpoint"],
            BuildKitTlsDirectory = table["BuildKitTlsDirectory"],
            BuildKitTlsServerName = table["BuildKitTlsServerName"],
        };

    private static KeyValuePair<string, string>[] Pairs(IEnumerable<ITaskItem> items) =>
        [.. items.Select(item => KeyValuePair.Create(item.ItemSpec, item.GetMetadata("Value")))];
}
