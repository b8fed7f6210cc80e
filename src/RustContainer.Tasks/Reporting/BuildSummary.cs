using System.Globalization;
using RustContainer.Cargo.Messages;
using RustContainer.Contract;

namespace RustContainer.Tasks.Reporting;

/// <summary>What a build did, for the line at its end.</summary>
internal sealed class BuildSummary
{
    private const int SlowestShown = 5;
    private const double WorthShowing = 0.05;

    // More than any build has.
    private const int MaxSteps = 10_000;

    private readonly Dictionary<string, StepFinished> _steps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StepFinished> _others = new(StringComparer.Ordinal);
    private CompileSummary? _compiled;
    private int _files;
    private long _bytes;
    private SolveFinished? _image;

    /// <summary>Takes the end of a step. One that ran in one solve and is cached in the next did run.</summary>
    public void Take(StepFinished step)
    {
        // What the Dockerfile does not have, as the sending of files and the export, is no step to count.
        var known = step.Name.StartsWith('[') && !step.Name.StartsWith("[internal]", StringComparison.Ordinal) ? _steps : _others;
        if ((!step.Cached || !known.ContainsKey(step.Step)) && known.Count < MaxSteps)
            known[step.Step] = step;
    }

    /// <summary>Takes what was sent.</summary>
    public void Take(ContextSent sent) => (_files, _bytes) = (_files + sent.Files, _bytes + sent.Bytes);

    /// <summary>Takes what cargo had to do. What a step before compiled for this one is fresh in this one.</summary>
    public void Take(CompileSummary compiled) => _compiled = _compiled is { Compiled: var before }
        ? new(before + compiled.Compiled, Math.Max(0, compiled.Fresh - before))
        : compiled;

    /// <summary>Takes the end of a solve.</summary>
    public void Take(SolveFinished solved)
    {
        if (solved.ImageId.Length > 0)
            _image = solved;
    }

    /// <summary>The line; <see langword="null"/> where no step had to be looked at.</summary>
    public string? Text
    {
        get
        {
            if (_steps.Count == 0)
                return null;
            var ran = Ran.ToArray();
            var compiled = _compiled is { } summary ? $"Compiled {Count(summary.Compiled, "package")}, {summary.Fresh} fresh" : "Nothing to compile";
            var steps = $"{Count(ran.Length, "step")} run in {Seconds(ran.Sum(step => step.Seconds))}, {_steps.Count - ran.Length} cached";
            return $"{compiled}; {steps}; sent {Count(_files, "file")}, {Size(_bytes)}{Image}.";
        }
    }

    /// <summary>The slowest of what ran, the longest first.</summary>
    public IEnumerable<string> LongestFirst => Ran.Concat(_others.Values.Where(step => !step.Cached))
        .Where(step => step.Seconds >= WorthShowing)
        .OrderByDescending(step => step.Seconds)
        .Take(SlowestShown)
        .Select(step => $"{Seconds(step.Seconds),8}  {StepName.Shorten(step.Name)}");

    /// <summary>The line's facts, for programs. Digest and size are empty where there is no image.</summary>
    public Dictionary<string, string?> Facts => new()
    {
        ["packagesCompiled"] = Number(_compiled?.Compiled ?? 0),
        ["packagesFresh"] = Number(_compiled?.Fresh ?? 0),
        ["stepsRun"] = Number(Ran.Count()),
        ["stepsCached"] = Number(_steps.Count - Ran.Count()),
        ["seconds"] = Number(Ran.Sum(step => step.Seconds)),
        ["filesSent"] = Number(_files),
        ["bytesSent"] = Number(_bytes),
        ["imageId"] = _image?.ImageId ?? "",
        ["imageDigest"] = _image?.ImageDigest ?? "",
        ["imageSize"] = _image is { ImageSize: > 0 } image ? Number(image.ImageSize) : "",
    };

    private string Image => _image is null ? ""
        : $"; image {(_image.ImageDigest.Length > 0 ? _image.ImageDigest : _image.ImageId)}{(_image.ImageSize > 0 ? $", {Size(_image.ImageSize)}" : "")}";

    private IEnumerable<StepFinished> Ran => _steps.Values.Where(step => !step.Cached);

    private static string Number(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    private static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s");

    private static string Size(long bytes) => bytes switch
    {
        < 1000 => Count(bytes, "byte"),
        < 1000 * 1000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
    };

    private static string Count(long count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
