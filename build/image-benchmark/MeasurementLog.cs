using System.Text.Json;

namespace RustContainer.ImageBenchmark;

/// <summary>All measurements, a line each in a file that this only adds to.</summary>
internal sealed class MeasurementLog
{
    private readonly string _path;
    private readonly List<Measurement> _all = [];

    public MeasurementLog(string path)
    {
        _path = path;
        if (File.Exists(path))
            _all.AddRange(File.ReadLines(path).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<Measurement>(line)!));
    }

    /// <summary>All, in the order in which they were made.</summary>
    public IReadOnlyList<Measurement> All => _all;

    /// <summary>Whether a run was measured on such a machine, with one version of the SDK or, for <see langword="null"/>, with any.</summary>
    public bool Has(string machine, string? sdk, string workspace, string scenario, string contestant, int run) => _all.Any(one =>
        one.Machine == machine && (sdk is null || one.Sdk == sdk) && one.Workspace == workspace && one.Scenario == scenario && one.Contestant == contestant && one.Run == run);

    /// <summary>Keeps a measurement.</summary>
    public void Add(Measurement measurement)
    {
        _all.Add(measurement);
        File.AppendAllText(_path, JsonSerializer.Serialize(measurement) + "\n");
    }
}
