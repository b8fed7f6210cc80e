namespace RustContainer.Staging;

/// <summary>Writes the stage that dependencies and workspace are compiled in alike: what can change a compiled byte is in its key.</summary>
internal static class BuilderStage
{
    private const string RustupOfTheImage = "rustup=$(command -v rustup) || exit 0; home=${rustup%/.cargo/bin/rustup}; "
        + "[ ! -d \"$home/.rustup\" ] || export RUSTUP_HOME=\"${RUSTUP_HOME:-$home/.rustup}\"; exec rustup \"$@\"";

    /// <summary>Writes the stage.</summary>
    public static void Write(DockerfileLines lines, DockerfileInputs inputs)
    {
        var builder = inputs.Builder;
        lines.Section("The toolchain, in layers that no source file can touch.");
        lines.Line($"FROM {builder.Image} AS {StageNames.Builder}", builder.ImageOrigin);

        // Mounts belong to root, and an image may have another user.
        if (!builder.IsOurs)
            lines.Line("USER 0:0");
        if (builder.Install.Length > 0)
        {
            lines.Line(Rustup(builder, ["toolchain", "install", builder.Install, "--profile", "minimal"]), builder.InstallOrigin);
            lines.Line($"ENV RUSTUP_TOOLCHAIN={builder.Install}");
        }

        lines.Line(Rustup(builder, ["target", "add", .. builder.Targets]), builder.TargetsOrigin);
        if (builder.Components.Count > 0)
            lines.Line(Rustup(builder, ["component", "add", .. builder.Components]), builder.ComponentsOrigin);
        foreach (var (name, value) in inputs.Environment)
            lines.Line($"ENV {name}={DockerfileText.Quoted(value)}", name == "RUSTFLAGS" ? Origins.Property("RustFlags", value) : null);
    }

    // An image of the user's may have its Rust from a distribution, which then has what it can have, or in the home of a user of its own.
    private static string Rustup(Builder builder, IEnumerable<string> arguments) => builder.IsOurs
        ? $"RUN {DockerfileText.Exec(arguments.Prepend("rustup"))}"
        : $"RUN {DockerfileText.Exec(["sh", "-c", RustupOfTheImage, "sh", .. arguments])}";
}
