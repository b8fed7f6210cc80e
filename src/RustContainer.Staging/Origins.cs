using RustContainer.Cargo.Toolchain;
using RustContainer.Contract;

namespace RustContainer.Staging;

/// <summary>Names what in a project causes parts of the Dockerfile, and what to do where BuildKit does not take them.</summary>
internal static class Origins
{
    /// <summary>The image that the final image stands on.</summary>
    public static Origin BaseImage(StagingOptions options, string image) => options.ContainerBaseImage.Length > 0
        ? new Origin("ContainerBaseImage", image, "Correct ContainerBaseImage.") { Image = image }
        : new Origin("ContainerRuntime", RuntimeFamilies.Parse(options.ContainerRuntime).ToString().ToLowerInvariant(), "Set ContainerBaseImage to an image that the engine can get.")
        {
            Image = image,
        };

    /// <summary>The image that cargo runs in.</summary>
    public static Origin BuilderImage(StagingOptions options, RustToolchain? file, string image)
    {
        if (options.RustBuilderImage.Length > 0)
            return new Origin("RustBuilderImage", image, "Correct RustBuilderImage.") { Image = image };
        return Version(options, file, "Write the version of a Rust that was released, or set RustBuilderImage to an image that the engine can get.") is { } version
            ? version with { Image = image }
            : new Origin("the default of RustBuilderImage", image, "Set RustBuilderImage to an image that the engine can get.") { Image = image };
    }

    /// <summary>The toolchain that is installed; <see langword="null"/> where nothing asks for one.</summary>
    public static Origin? Toolchain(StagingOptions options, RustToolchain? file) => Version(
        options, file, "Write a toolchain that there is, such as '1.90', 'stable' or 'nightly-2026-01-31', and see that the engine reaches the downloads of Rust.");

    /// <summary>The components or targets of the rust-toolchain file; <see langword="null"/> where it has none.</summary>
    /// <param name="file">The file.</param>
    /// <param name="key">The key.</param>
    /// <param name="values">Its values.</param>
    public static Origin? InFile(RustToolchain? file, string key, IReadOnlyList<string> values) => file is null || values.Count == 0
        ? null
        : At(file, key, string.Join(", ", values), "Keep those that the toolchain has, and see that the engine reaches the downloads of Rust.");

    /// <summary>A property whose value is a line's.</summary>
    public static Origin Property(string name, string value) => new(name, value, $"Correct {name}.");

    /// <summary>An item of a name. The value is not shown: it may be a secret.</summary>
    public static Origin Item(string item, string name) => new(item, name, $"Correct the {item} '{name}'.");

    /// <summary>What a cache mount begins with.</summary>
    public static Origin MountFrom(string path, string image) =>
        new($"From of the BuildKitCacheMount '{path}'", image, "Name an image that the engine has or can get, or leave From out.") { Image = image };

    private static Origin? Version(StagingOptions options, RustToolchain? file, string remedy)
    {
        if (options.RustToolchainVersion.Length > 0)
            return new Origin("RustToolchainVersion", options.RustToolchainVersion, remedy);
        return file?.Channel is { } channel ? At(file, "channel", channel, remedy) : null;
    }

    private static Origin At(RustToolchain file, string key, string value, string remedy)
    {
        var position = file.Positions.GetValueOrDefault(key);
        return new Origin($"'{key}' of {Path.GetFileName(file.File)}", value, remedy) { File = file.File, FileLine = position.Line, FileColumn = position.Column };
    }
}
