namespace RustContainer.Staging;

/// <summary>Writes the stage that brings Cargo.lock up to date.</summary>
internal static class LockStage
{
    /// <summary>Writes the stage.</summary>
    public static void Write(DockerfileLines lines, DockerfileInputs inputs)
    {
        lines.Section("Cargo.lock, brought up to date with the manifests. Only asked for where it is missing or behind them.");
        lines.Line($"FROM {StageNames.Builder} AS resolve");
        lines.Comment("Another value each time: what satisfies the manifests changes with the registry, of which no cache knows.");
        lines.Line($"ARG {StageNames.FreshArgument}");
        lines.Run(
            ["type=bind,target=/w/src,rw", Steps.CargoHome(inputs), .. inputs.Secrets.Mounts],
            ["resolve-lock.sh", .. Steps.In(inputs), .. inputs.Secrets.ScriptOptions],
            ["fetch", "--target", inputs.Triple]);
        lines.Line("");
        lines.Line($"FROM scratch AS {StageNames.Lock}");
        lines.Line("COPY --from=resolve /out/Cargo.lock /");
    }
}
