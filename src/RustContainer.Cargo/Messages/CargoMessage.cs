using System.Text.Json;

namespace RustContainer.Cargo.Messages;

/// <summary>
/// A line that cargo prints under <c>--message-format=json</c>,
/// https://doc.rust-lang.org/cargo/reference/external-tools.html#json-messages.
/// </summary>
public abstract record CargoMessage
{
    // A diagnostic inside macros that call macros nests two levels for each; cargo's own recursion limit lets 128 be usual.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 2048 };

    /// <summary>
    /// Reads a line. <see langword="null"/> where it is not one of cargo's messages: other text, broken JSON, or an object without a
    /// reason. Never throws for what the line holds.
    /// </summary>
    /// <param name="line">The line, without its end.</param>
    /// <param name="sourceRoot">
    /// Where the workspace's root was for the compiler; absolute paths beneath it are made relative. Without it, only relative paths
    /// count as the workspace's.
    /// </param>
    public static CargoMessage? TryParse(string line, string? sourceRoot = null)
    {
        if (string.IsNullOrEmpty(line) || line[0] != '{')
            return null;
        try
        {
            using var document = JsonDocument.Parse(line, Options);
            return Read(document.RootElement, sourceRoot);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            // The last two are what System.Text.Json throws for halves of surrogate pairs.
            return null;
        }
    }

    private static CargoMessage? Read(JsonElement root, string? sourceRoot) => root.Text("reason") switch
    {
        null => null,
        "compiler-message" when root.Object("message") is { } message => new CompilerMessage(
            root.Text("package_id") ?? "",
            root.Text("manifest_path"),
            Target(root),
            new DiagnosticReader(sourceRoot).Read(message)),
        "compiler-artifact" => new CompilerArtifact(
            root.Text("package_id") ?? "",
            root.Text("manifest_path"),
            Target(root),
            root.Texts("filenames"),
            root.Text("executable"),
            root.Flag("fresh")),
        "build-finished" => new BuildFinished(root.Flag("success")),
        "rustcontainer-summary" => new CompileSummary(root.Place("compiled"), root.Place("fresh")),
        "rustcontainer-clipped" => new MessagesOmitted(root.Place("omitted")),
        "rustcontainer-warning" => new CargoWarning(root.Text("text") ?? ""),
        "rustcontainer-sccache" => new SccacheFailure(root.Text("text") ?? ""),
        "rustcontainer-lacks" => new ToolLack(root.Text("tool") ?? ""),
        var reason => new OtherCargoMessage(reason),
    };

    private static CargoTarget Target(JsonElement root) => root.Object("target") is { } target
        ? new CargoTarget(target.Text("name") ?? "", target.Texts("kind"), target.Texts("crate_types"))
        : new CargoTarget("", [], []);
}

/// <summary>The target that a message is about.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kinds">What it is: <c>bin</c>, <c>lib</c>, <c>cdylib</c>, <c>proc-macro</c>, <c>custom-build</c>, …</param>
/// <param name="CrateTypes">What rustc makes of it: <c>bin</c>, <c>rlib</c>, <c>cdylib</c>, …</param>
public sealed record CargoTarget(string Name, IReadOnlyList<string> Kinds, IReadOnlyList<string> CrateTypes);

/// <summary>The compiler has something to say.</summary>
/// <param name="PackageId">The package, such as <c>path+file:///src/app#0.1.0</c>.</param>
/// <param name="ManifestPath">Its manifest, where the compiler ran.</param>
/// <param name="Target">The target that was compiled.</param>
/// <param name="Diagnostic">What it says.</param>
public sealed record CompilerMessage(string PackageId, string? ManifestPath, CargoTarget Target, CompilerDiagnostic Diagnostic)
    : CargoMessage;

/// <summary>A target is compiled.</summary>
/// <param name="PackageId">The package.</param>
/// <param name="ManifestPath">Its manifest, where the compiler ran.</param>
/// <param name="Target">The target.</param>
/// <param name="Filenames">The files that were made, where the compiler ran.</param>
/// <param name="Executable">The one of them that can be run, where there is one.</param>
/// <param name="IsFresh">Whether nothing had to be compiled.</param>
public sealed record CompilerArtifact(
    string PackageId,
    string? ManifestPath,
    CargoTarget Target,
    IReadOnlyList<string> Filenames,
    string? Executable,
    bool IsFresh) : CargoMessage;

/// <summary>The last message of a build.</summary>
/// <param name="Success">Whether it succeeded.</param>
public sealed record BuildFinished(bool Success) : CargoMessage;

/// <summary>What our own script says after cargo has ended.</summary>
/// <param name="Compiled">How many packages were compiled.</param>
/// <param name="Fresh">How many packages were as the last build left them.</param>
public sealed record CompileSummary(int Compiled, int Fresh) : CargoMessage;

/// <summary>Our own script says that there were more messages than a log holds.</summary>
/// <param name="Count">How many were left out.</param>
public sealed record MessagesOmitted(int Count) : CargoMessage;

/// <summary>Our own script repeats a warning that cargo printed as text.</summary>
/// <param name="Text">Its first line.</param>
public sealed record CargoWarning(string Text) : CargoMessage;

/// <summary>What our own script says where it cannot begin.</summary>
/// <param name="Tool">The program that the builder image has not.</param>
public sealed record ToolLack(string Tool) : CargoMessage;

/// <summary>What our own script says where sccache's server does not start.</summary>
/// <param name="Reason">Why, in sccache's words, without what opens its cache; empty where it says nothing.</param>
public sealed record SccacheFailure(string Reason) : CargoMessage;

/// <summary>A message of a kind that is of no use here.</summary>
/// <param name="Reason">Its kind.</param>
public sealed record OtherCargoMessage(string Reason) : CargoMessage;
