namespace RustContainer.Contract;

/// <summary>
/// Everything that one run of the worker needs to know, as <c>build.json</c> holds it. Staging writes it, the worker reads it; it is in
/// BuildKit's terms and knows nothing of Rust.
/// </summary>
public sealed partial record BuildPlan
{
    /// <summary>The version of this form; a worker refuses any other.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Which version of this form the file has.</summary>
    public required int Version { get; init; }

    /// <summary>Where BuildKit answers (<c>BuildKitEndpoint</c>); empty to search the environment, the Docker context and the platform's default.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>The absolute path of the folder with the certificates for <see cref="Endpoint"/> (<c>BuildKitTlsDirectory</c>); empty for
    /// none.</summary>
    public string TlsDirectory { get; init; } = "";

    /// <summary>The name that the endpoint's certificate must have (<c>BuildKitTlsServerName</c>); empty for its host's.</summary>
    public string TlsServerName { get; init; } = "";

    /// <summary>The one platform to build for, as BuildKit writes it: <c>linux/amd64</c>.</summary>
    public required string Platform { get; init; }

    /// <summary>The absolute path of the staged Dockerfile.</summary>
    public required string Dockerfile { get; init; }

    /// <summary>The folders that BuildKit may ask for. One is named <c>context</c>; every other is a named context of the Dockerfile.</summary>
    public required IReadOnlyList<LocalSource> Locals { get; init; }

    /// <summary>Build arguments, by name.</summary>
    public IReadOnlyDictionary<string, string> BuildArguments { get; init; } = new Dictionary<string, string>();

    /// <summary>The caches that steps are looked for in.</summary>
    public IReadOnlyList<PlannedCache> CacheImports { get; init; } = [];

    /// <summary>The caches that the last solve of a run writes.</summary>
    public IReadOnlyList<PlannedCache> CacheExports { get; init; } = [];

    /// <summary>The registries that the project names for its base images and caches: those that credentials of the environment are meant
    /// for. One that is pushed to is in an image's name.</summary>
    public IReadOnlyList<string> NamedRegistries { get; init; } = [];

    /// <summary>The solves that the worker can be asked for, by name.</summary>
    public required IReadOnlyList<PlannedSolve> Solves { get; init; }
}

/// <summary>A folder that BuildKit may ask for.</summary>
/// <param name="Name">The name of the local source: <c>context</c>, or that of a named context.</param>
/// <param name="Directory">Its absolute path.</param>
/// <param name="SharedKey">Under which key BuildKit keeps the transferred copy between builds: the same for the same folder, different for
/// any two that differ.</param>
/// <param name="ContextList">The absolute path of the <see cref="ContextList"/> that says which files the folder has; empty to send all.</param>
public sealed record LocalSource(string Name, string Directory, string SharedKey, string ContextList = "");

/// <summary>One solve: a stage of the Dockerfile and what becomes of its result.</summary>
/// <param name="Name">The name under which the worker is asked for it.</param>
/// <param name="Target">The stage of the Dockerfile.</param>
/// <param name="Export">What becomes of the result.</param>
/// <param name="FreshArgument">The name of a build argument that gets another value in every run, so that the steps that see it are never
/// answered from a cache; empty for none.</param>
public sealed record PlannedSolve(string Name, string Target, PlannedExport Export, string FreshArgument = "");

/// <summary>What becomes of a solve's result.</summary>
public sealed record PlannedExport
{
    /// <summary>Files into a folder, an image, or nothing but a warm cache.</summary>
    public required ExportKind Kind { get; init; }

    /// <summary>For <see cref="ExportKind.Local"/>: the absolute path of the folder, emptied before.</summary>
    public string Directory { get; init; } = "";

    /// <summary>For <see cref="ExportKind.Archive"/>: the absolute path of the file; compressed where it ends in <c>.gz</c> or <c>.tgz</c>.</summary>
    public string ArchivePath { get; init; } = "";

    /// <summary>For images: the form of the image.</summary>
    public ImageFormat Format { get; init; }

    /// <summary>For images: the names, each with its tag.</summary>
    public IReadOnlyList<string> ImageNames { get; init; } = [];

    /// <summary>For <see cref="ExportKind.Image"/>: whether it goes to the registries of its names, too.</summary>
    public bool Push { get; init; }
}

/// <summary>The kinds of export that a plan can ask for.</summary>
public enum ExportKind
{
    /// <summary>Nothing is exported.</summary>
    None,

    /// <summary>The files of the result, into a folder of this machine.</summary>
    Local,

    /// <summary>An image, into the engine's store.</summary>
    Image,

    /// <summary>An image, into a file of this machine.</summary>
    Archive,
}
