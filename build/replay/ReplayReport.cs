using System.Globalization;

namespace RustContainer.Replay;

/// <summary>Writes what a replay found: a line for each move of the key as it happens, and the sums at the end.</summary>
internal sealed class ReplayReport(ReplayOptions options, TextWriter output)
{
    private const int MaxNamed = 8;

    private readonly List<ReplayStep> _steps = [];
    private readonly List<ReplayStep> _unsound = [];

    /// <summary>Whether the key moved wherever cargo would have compiled something else.</summary>
    public bool IsSound => _unsound.Count == 0;

    public void Add(ReplayStep step)
    {
        _steps.Add(step);
        if (step.MovesCompiled && !step.MovesKey)
            _unsound.Add(step);
        if (options.PrintsRow || Describe(step) is not { } text)
            return;
        output.WriteLine($"{step.Commit.ShortId} {step.Commit.Date} {step.Commit.Subject}\n    {text}");
    }

    public void Finish()
    {
        // The first step is where the others start from.
        var steps = _steps.Skip(1).ToArray();
        if (options.PrintsRow)
            WriteRow(steps);
        else
            WriteSums(steps);
        foreach (var step in _unsound)
            Console.Error.WriteLine($"{step.Commit.ShortId}: cargo would compile something else, and the key did not move.");
    }

    private string? Describe(ReplayStep step)
    {
        if (step.Failure is { } failure)
            return $"not read: {failure.ReplaceLineEndings(" ")}";
        if (step.MovesCompiled && !step.MovesKey)
            return $"THE KEY DID NOT MOVE, and cargo would compile: {Join(CompiledUnits.Difference(step.Before!.Compiled!, step.After!.Compiled!))}";
        if (!step.MovesKey)
            return null;
        var needless = step.After!.Compiled is not null && !step.MovesCompiled ? " (cargo would compile the same)" : "";
        return Join(KeyDifference.Describe(step.Before!.Key.Text, step.After.Key.Text)) + needless;
    }

    private string Join(IReadOnlyList<string> parts) => options.NamesAll || parts.Count <= MaxNamed
        ? string.Join("; ", parts)
        : $"{string.Join("; ", parts.Take(MaxNamed))}; and {parts.Count - MaxNamed} more";

    private void WriteSums(ReplayStep[] steps)
    {
        output.WriteLine();
        output.WriteLine($"{steps.Length} commits, {_steps[0].Commit.ShortId} {_steps[0].Commit.Date} to {_steps[^1].Commit.ShortId} {_steps[^1].Commit.Date}");
        output.WriteLine($"not read                {Count(steps, step => step.Failure is not null),5}");
        output.WriteLine("                        moves  alone  of the recipe's");
        WriteSum("manifests and lock", steps, step => step.MovesRaw);
        WriteSum("cargo-chef's recipe", steps, step => step.MovesRecipe);
        if (options.RecipeBin is not null)
            WriteSum("  cut down to the bin", steps, step => step.MovesRecipeOfBin);
        WriteSum("dependency key", steps, step => step.MovesKey);
        if (options.Check)
            WriteSum("what cargo compiles", steps, step => step.MovesCompiled);
    }

    private void WriteSum(string form, ReplayStep[] steps, Func<ReplayStep, bool> moves) => output.WriteLine(
        $"{form,-22}  {Count(steps, moves),5}  {Count(steps, step => moves(step) && IsAlone(step)),5}  {Share(steps, moves)}");

    private static bool IsAlone(ReplayStep step) =>
        ((bool[])[step.MovesRaw, step.MovesRecipe || step.MovesRecipeOfBin, step.MovesKey]).Count(moved => moved) == 1;

    private void WriteRow(ReplayStep[] steps)
    {
        string[] cells =
        [
            $"{_steps[0].Commit.ShortId} … {_steps[^1].Commit.ShortId}", $"{steps.Length}", Text(step => step.MovesRaw),
            Text(step => step.MovesRecipe), Text(step => step.MovesRecipeOfBin), Text(step => step.MovesKey),
            options.Check ? Text(step => step.MovesCompiled) : "", Share(steps, step => step.MovesKey), Text(step => step.Failure is not null),
        ];
        output.WriteLine($"| {string.Join(" | ", cells)} |");

        string Text(Func<ReplayStep, bool> predicate) => $"{Count(steps, predicate)}";
    }

    private static string Share(ReplayStep[] steps, Func<ReplayStep, bool> moves) => Count(steps, step => step.MovesRecipe) is var recipe and > 0
        ? (Count(steps, moves) / (double)recipe).ToString("0.00", CultureInfo.InvariantCulture) : "";

    private static int Count(ReplayStep[] steps, Func<ReplayStep, bool> predicate) => steps.Count(predicate);
}
