using RustContainer.Contract;

namespace RustContainer.Builder;

/// <summary>What the worker is asked to do: <c>PLAN SOLVE... [--base=IMAGE=ID]... [--made[=IMAGE=ID]]...</c>.</summary>
/// <param name="PlanPath">The path of <c>build.json</c>.</param>
/// <param name="Solves">The names of the solves, in order.</param>
/// <param name="Bases">The images that the last build began with, by name with their ids, empty for one that the engine had not. If all are the
/// same, the last solve is enough.</param>
/// <param name="Made">The images that it made, likewise. If the engine has these too, nothing is solved.</param>
/// <param name="IsMade">Whether there is a result of it at all: images, or a file that is as it was.</param>
internal sealed record WorkerArguments(
    string PlanPath, IReadOnlyList<string> Solves, IReadOnlyDictionary<string, string> Bases, IReadOnlyDictionary<string, string> Made, bool IsMade)
{
    private const string BaseOption = "--base=";
    private const string MadeOption = "--made";

    /// <summary>Reads the command line.</summary>
    /// <exception cref="CodedException">It names no plan or no solve.</exception>
    public static WorkerArguments Parse(string[] arguments)
    {
        var solves = arguments.Skip(1).Where(argument => !argument.StartsWith("--", StringComparison.Ordinal)).ToList();
        return solves.Count > 0
            ? new WorkerArguments(
                arguments[0], solves, Images(arguments, BaseOption), Images(arguments, MadeOption + "="),
                arguments.Any(argument => argument.StartsWith(MadeOption, StringComparison.Ordinal)))
            : throw new CodedException(WorkerCodes.PlanUnusable,
                "The build worker is started by RustContainer.Sdk's tasks with a plan and the names of its solves. Build with: dotnet build app.rustproj");
    }

    private static Dictionary<string, string> Images(IEnumerable<string> arguments, string option) => arguments
        .Where(argument => argument.StartsWith(option, StringComparison.Ordinal))
        .Select(argument => argument[option.Length..])
        .Where(image => image.LastIndexOf('=') > 0)
        .ToDictionary(image => image[..image.LastIndexOf('=')], image => image[(image.LastIndexOf('=') + 1)..], StringComparer.Ordinal);
}
