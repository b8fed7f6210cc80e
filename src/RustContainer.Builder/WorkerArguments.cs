using RustContainer.Contract;

namespace RustContainer.Builder;

/// <summary>What the worker is asked to do: <c>PLAN SOLVE... [--unless=IMAGE=ID]...</c>.</summary>
/// <param name="PlanPath">The path of <c>build.json</c>.</param>
/// <param name="Solves">The names of the solves, in order.</param>
/// <param name="Unless">Images, by name with their ids, empty for one that the engine has not: what was made, and what it was made of. If
/// all are as they were, nothing is solved.</param>
internal sealed record WorkerArguments(string PlanPath, IReadOnlyList<string> Solves, IReadOnlyDictionary<string, string> Unless)
{
    private const string UnlessOption = "--unless=";

    /// <summary>Reads the command line.</summary>
    /// <exception cref="CodedException">It names no plan or no solve.</exception>
    public static WorkerArguments Parse(string[] arguments)
    {
        var unless = new Dictionary<string, string>(StringComparer.Ordinal);
        var solves = new List<string>();
        foreach (var argument in arguments.Skip(1))
        {
            if (!argument.StartsWith(UnlessOption, StringComparison.Ordinal))
                solves.Add(argument);
            else if (argument.LastIndexOf('=') is var at && at > UnlessOption.Length)
                unless[argument[UnlessOption.Length..at]] = argument[(at + 1)..];
        }

        return solves.Count > 0
            ? new WorkerArguments(arguments[0], solves, unless)
            : throw new CodedException(WorkerCodes.PlanUnusable,
                "The build worker is started by RustContainer.Sdk's tasks with a plan and the names of its solves. Build with: dotnet build app.rustproj");
    }
}
