namespace RustContainer.Tasks.Reporting;

/// <summary>What the steps of a build printed that may still fail.</summary>
internal sealed class StepOutputs
{
    // More than run in any build at once.
    private const int MaxSteps = 1000;

    private readonly Dictionary<string, StepOutput> _steps = new(StringComparer.Ordinal);

    /// <summary>What a step printed. Of steps beyond any build's number nothing is kept.</summary>
    public StepOutput Of(string step)
    {
        if (_steps.TryGetValue(step, out var output))
            return output;
        output = new StepOutput();
        if (_steps.Count < MaxSteps)
            _steps.Add(step, output);
        return output;
    }

    /// <summary>Forgets a step, which succeeded.</summary>
    public void Forget(string step) => _steps.Remove(step);
}
