using RustContainer.BuildKit;
using RustContainer.BuildKit.Tests;
using RustContainer.Contract;

namespace RustContainer.Builder.Tests;

/// <summary>What BuildKit says of a line of the Dockerfile is said of what caused the line.</summary>
[Trait("Needs", "engine")]
public sealed class OriginTests : IDisposable
{
    private const string Absent = "rustcontainer-export.invalid:5000/no/such:1";
    private readonly string _root = Directory.CreateTempSubdirectory("rustcontainer-origin-").FullName;

    [EngineFact]
    public void A_base_image_that_cannot_be_had_is_said_of_the_property_that_names_it()
    {
        var error = ErrorOf(
            $"FROM {Absent} AS files\nCOPY x /\n", new LineOrigin(1, 1, new Origin("ContainerBaseImage", Absent, "Correct ContainerBaseImage.") { Image = Absent }));

        Assert.Equal(BuildKitCodes.ImageNotResolved, error.Code);
        Assert.StartsWith($"ContainerBaseImage is '{Absent}', which cannot be had: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(" Correct ContainerBaseImage, give the engine access", error.Message, StringComparison.Ordinal);
    }

    [EngineFact]
    public void Of_two_properties_that_name_the_image_the_one_with_the_line_is_meant()
    {
        var error = ErrorOf(
            $"FROM scratch AS other\nCOPY a /\nFROM {Absent} AS files\nCOPY x /\n",
            new LineOrigin(1, 1, new Origin("First", Absent, "Correct it.") { Image = Absent }),
            new LineOrigin(3, 3, new Origin("'channel' of rust-toolchain.toml", "1.2", "Correct it.") { Image = Absent, File = "/w/rust-toolchain.toml" }));

        Assert.StartsWith($"'channel' of rust-toolchain.toml is '1.2', for which the image '{Absent}' is needed, and that cannot be had", error.Message, StringComparison.Ordinal);
        Assert.Equal("/w/rust-toolchain.toml", error.File);
    }

    [EngineFact]
    public void An_image_that_a_mount_begins_with_is_said_of_the_mount()
    {
        var origin = new Origin("From of the BuildKitCacheMount '/m'", "rustcontainer-export-none", "Leave From out.") { Image = "rustcontainer-export-none" };

        var error = ErrorOf(
            "FROM debian:bookworm-slim AS files\nRUN \\\n --mount=type=cache,target=/m,from=rustcontainer-export-none \\\n true\n", new LineOrigin(3, 3, origin));

        Assert.Equal(BuildKitCodes.ImageNotResolved, error.Code);
        Assert.StartsWith("From of the BuildKitCacheMount '/m' is 'rustcontainer-export-none', which cannot be had: ", error.Message, StringComparison.Ordinal);
    }

    [EngineFact]
    public void A_line_that_BuildKit_refuses_is_said_of_what_caused_it()
    {
        var error = ErrorOf(
            "FROM scratch AS files\nUSER 0\nEXPOSE none/such\nCOPY x /\n", new LineOrigin(2, 2, new Origin("ContainerUser", "0", "")), new LineOrigin(3, 3, new Origin("ContainerPort", "none/such", "Correct it.")));

        Assert.Equal(WorkerCodes.DockerfileRefused, error.Code);
        Assert.StartsWith("ContainerPort is 'none/such', and BuildKit refused line 3 of ", error.Message, StringComparison.Ordinal);
        Assert.Null(error.File);
    }

    [EngineFact]
    public void A_step_that_fails_is_told_with_what_asked_for_it_and_not_with_what_its_mounts_begin_with()
    {
        var mount = new LineOrigin(3, 3, new Origin("From of a mount", "debian:bookworm-slim", "") { Image = "debian:bookworm-slim" });
        const string Dockerfile = "FROM debian:bookworm-slim AS files\nRUN \\\n --mount=type=cache,target=/m,from=debian:bookworm-slim \\\n exit 3\n";
        using var asked = Run(Dockerfile, mount, new LineOrigin(2, 4, new Origin("RustToolchainVersion", "1.2", "Correct it.")));
        using var mounted = Run(Dockerfile, mount);

        var blamed = Assert.Single(asked.Events.OfType<StepBlamed>());

        Assert.Equal("RustToolchainVersion", blamed.Origin.Source);
        Assert.Equal(Assert.Single(asked.Events.OfType<StepFinished>(), step => step.Error is not null).Step, blamed.Step);
        Assert.Empty(mounted.Events.OfType<StepBlamed>());
        Assert.Empty(asked.Events.OfType<Reported>());
    }

    [EngineFact]
    public void A_user_whom_the_image_does_not_know_is_no_error()
    {
        var plan = Plan("FROM debian:bookworm-slim AS files\nUSER 4711:4711\nWORKDIR /a\n", []);
        using var worker = new WorkerRun(plan, "files");

        Assert.Equal(0, worker.Wait());
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private Diagnostic ErrorOf(string dockerfile, params LineOrigin[] origins)
    {
        using var worker = Run(dockerfile, origins);
        return Assert.Single(worker.Events.OfType<Reported>()).Diagnostic;
    }

    private WorkerRun Run(string dockerfile, params LineOrigin[] origins)
    {
        var worker = new WorkerRun(Plan(dockerfile, origins), "files");
        Assert.Equal(1, worker.Wait());
        return worker;
    }

    private string Plan(string dockerfile, LineOrigin[] origins)
    {
        var context = Directory.CreateDirectory(Path.Combine(_root, "context")).FullName;
        File.WriteAllText(Path.Combine(_root, "Dockerfile"), dockerfile);
        var path = Path.Combine(_root, "build.json");
        File.WriteAllText(path, ContractJson.Write(new BuildPlan
        {
            Version = BuildPlan.CurrentVersion,
            Platform = "linux/amd64",
            Dockerfile = Path.Combine(_root, "Dockerfile"),
            Locals = [new LocalSource("context", context, Guid.NewGuid().ToString("n"))],
            Solves = [new PlannedSolve("files", "files", new PlannedExport { Kind = ExportKind.None })],
            Origins = origins,
        }));
        return path;
    }
}
