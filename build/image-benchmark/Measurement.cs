namespace RustContainer.ImageBenchmark;

/// <summary>One measured build.</summary>
/// <param name="Machine">The kind of machine, and the engine.</param>
/// <param name="Sdk">The version of what was measured.</param>
/// <param name="Workspace">The workspace.</param>
/// <param name="Scenario">What was done to it before.</param>
/// <param name="Contestant">What built it.</param>
/// <param name="Run">Which run it was, from 1.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Tools">What compiled it; <see langword="null"/> for those that did not say so yet.</param>
internal sealed record Measurement(string Machine, string Sdk, string Workspace, string Scenario, string Contestant, int Run, double Seconds, string? Tools = null);
