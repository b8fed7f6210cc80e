namespace RustContainer.Staging;

/// <summary>Writes the stage that is the final image.</summary>
internal static class ImageStage
{
    private const string Certificates = "/etc/ssl/certs/ca-certificates.crt";

    /// <summary>Writes the stage.</summary>
    public static void Write(DockerfileLines lines, RuntimeImage image)
    {
        lines.Section("The image that runs.");
        lines.Line($"FROM {image.Base} AS {StageNames.Image}", image.BaseOrigin);
        if (!image.IsOwnBase)
        {
            lines.Comment("The base has no certificates, without which no program can trust a TLS server.");
            lines.Line($"COPY --from={StageNames.Builder} {Certificates} {Certificates}");
        }

        foreach (var (name, value) in image.Environment)
            lines.Line($"ENV {name}={DockerfileText.Quoted(value)}", Origins.Item("ContainerEnvironmentVariable", name));
        foreach (var (name, value) in image.Labels)
            lines.Line($"LABEL {DockerfileText.Quoted(name)}={DockerfileText.Quoted(value)}", Origins.Item("ContainerLabel", name));
        foreach (var port in image.Ports)
            lines.Line($"EXPOSE {port}", Origins.Item("ContainerPort", port));
        string[] copied = [.. image.Programs.Select(file => $"{Steps.Artifacts}/bin/{file}"), "/app/"];
        lines.Line($"COPY --from={StageNames.Compile} --chmod=0755 {DockerfileText.Exec(copied)}");
        lines.Line($"WORKDIR {image.WorkingDirectory}", Origins.Property("ContainerWorkingDirectory", image.WorkingDirectory));
        lines.Line("# A number, so that an orchestrator can see that it is not root.", when: image.User == StagingDefaults.User);
        lines.Line($"USER {image.User}", Origins.Property("ContainerUser", image.User));
        lines.Line($"ENTRYPOINT {DockerfileText.Exec([$"/app/{image.Entrypoint}"])}");
        lines.Line($"CMD {DockerfileText.Exec(image.DefaultArguments)}", when: image.DefaultArguments.Count > 0);
    }
}
