using System.Globalization;
using System.Text;

namespace RustContainer.ImageBenchmark.Contestants;

/// <summary>The Dockerfiles of the patterns that are compared, each in its usual form.</summary>
internal static class Dockerfiles
{
    private const string Builder = "rust:1-bookworm";

    /// <summary>COPY and build.</summary>
    public static string Naive(WorkspaceCopy copy) => $"""
        FROM {Builder} AS build
        ENV BENCH={copy.CacheId}
        ARG PROFILE OUT
        WORKDIR /app
        COPY . .
        RUN cargo build --profile $PROFILE --locked --package {copy.Workspace.Package}
        RUN cp target/$OUT/{copy.Workspace.Program} /program
        {Runtime("build")}
        """;

    /// <summary>Manifests and empty sources first, so that the dependencies have a layer.</summary>
    public static string DummyMain(WorkspaceCopy copy)
    {
        var text = new StringBuilder($"""
            FROM {Builder} AS build
            ENV BENCH={copy.CacheId}
            ARG PROFILE OUT
            WORKDIR /app
            COPY Cargo.toml Cargo.lock ./

            """);
        foreach (var member in Members(copy.Folder))
        {
            text.Append(CultureInfo.InvariantCulture, $"COPY {member}/Cargo.toml {member}/\n");
            if (File.Exists(Path.Combine(copy.Folder, member, "build.rs")))
                text.Append(CultureInfo.InvariantCulture, $"COPY {member}/build.rs {member}/\n");
            var root = member == copy.Workspace.AppFolder ? copy.Workspace.AppFile : $"{member}/src/lib.rs";
            text.Append(CultureInfo.InvariantCulture, $"RUN mkdir -p {Path.GetDirectoryName(root)} && echo 'fn main() {{}}' > {root}\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"""
            RUN cargo build --profile $PROFILE --locked --package {copy.Workspace.Package}
            COPY . .
            RUN find . -name '*.rs' -not -path './target/*' -exec touch {"{}"} + && cargo build --profile $PROFILE --locked --package {copy.Workspace.Package}
            RUN cp target/$OUT/{copy.Workspace.Program} /program
            {Runtime("build")}
            """).ToString();
    }

    /// <summary>COPY and build, with the target folder in a cache mount. As it is pasted: right as long as every change is newer than the
    /// build before, and that of a file of another branch or commit that is older is not seen.</summary>
    public static string CacheMounts(WorkspaceCopy copy) => $"""
        FROM {Builder} AS build
        ENV BENCH={copy.CacheId}
        ARG PROFILE OUT
        WORKDIR /app
        COPY . .
        RUN {TargetMounts(copy)} cargo build --profile $PROFILE --locked --package {copy.Workspace.Package} && cp target/$OUT/{copy.Workspace.Program} /program
        {Runtime("build")}
        """;

    /// <summary>cargo-chef's own: plan, cook, build, each a layer.</summary>
    public static string ChefLayers(WorkspaceCopy copy, string chef) => $"""
        {Planner(copy, chef)}
        RUN cargo chef cook --profile $PROFILE --locked --recipe-path recipe.json --package {copy.Workspace.Package}
        COPY . .
        RUN cargo build --profile $PROFILE --locked --package {copy.Workspace.Package}
        RUN cp target/$OUT/{copy.Workspace.Program} /program
        {Runtime("build")}
        """;

    /// <summary>cargo-chef with the target folder in a cache mount; right as far as <see cref="CacheMounts"/> is.</summary>
    public static string ChefMounts(WorkspaceCopy copy, string chef) => $"""
        {Planner(copy, chef)}
        RUN {TargetMounts(copy)} cargo chef cook --profile $PROFILE --locked --recipe-path recipe.json --package {copy.Workspace.Package}
        COPY . .
        RUN {TargetMounts(copy)} cargo build --profile $PROFILE --locked --package {copy.Workspace.Package} && cp target/$OUT/{copy.Workspace.Program} /program
        {Runtime("build")}
        """;

    /// <summary>cargo-chef with sccache in a cache mount.</summary>
    public static string ChefSccache(WorkspaceCopy copy, string chef)
    {
        var mounts = $"--mount=type=cache,id={copy.CacheId}-sccache,target=/sccache,sharing=locked {RegistryMount(copy)}";
        return $"""
            {Planner(copy, chef)}
            ENV RUSTC_WRAPPER=sccache SCCACHE_DIR=/sccache CARGO_INCREMENTAL=0
            RUN {mounts} cargo chef cook --profile $PROFILE --locked --recipe-path recipe.json --package {copy.Workspace.Package}
            COPY . .
            RUN {mounts} cargo build --profile $PROFILE --locked --package {copy.Workspace.Package}
            RUN cp target/$OUT/{copy.Workspace.Program} /program
            {Runtime("build")}
            """;
    }

    private static string RegistryMount(WorkspaceCopy copy) => $"--mount=type=cache,id={copy.CacheId}-registry,target=/usr/local/cargo/registry,sharing=locked";

    private static string TargetMounts(WorkspaceCopy copy) => $"{RegistryMount(copy)} --mount=type=cache,id={copy.CacheId}-target,target=/app/target,sharing=locked";

    private static string Planner(WorkspaceCopy copy, string chef) => $"""
        FROM {chef} AS chef
        ENV BENCH={copy.CacheId}
        WORKDIR /app
        FROM chef AS planner
        COPY . .
        RUN cargo chef prepare --recipe-path recipe.json
        FROM chef AS build
        ARG PROFILE OUT
        COPY --from=planner /app/recipe.json recipe.json
        """;

    private static string Runtime(string stage) => $"""
        FROM debian:bookworm-slim
        COPY --from={stage} /program /usr/local/bin/program
        ENTRYPOINT ["/usr/local/bin/program"]

        """;

    private static IEnumerable<string> Members(string folder) =>
        Directory.EnumerateFiles(folder, "Cargo.toml", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains("[package]\n", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(folder, Path.GetDirectoryName(file)!)).Order(StringComparer.Ordinal);
}
