using Microsoft.Build.Framework;
using RustContainer.Contract;
using RustContainer.Staging;

namespace RustContainer.Tasks.Project;

/// <summary>The properties of the project by name, as the targets hand them over: one item each, its metadata <c>Value</c> the value.</summary>
/// <param name="items">The items.</param>
internal sealed class OptionTable(IEnumerable<ITaskItem> items)
{
    private readonly Dictionary<string, string> _values = items.ToDictionary(item => item.ItemSpec, Checked, StringComparer.Ordinal);

    /// <summary>The value of a property; empty where it is not set.</summary>
    public string this[string name] => _values.GetValueOrDefault(name, "");

    /// <summary>A list with <c>;</c>, commas or white space between its entries.</summary>
    public IReadOnlyList<string> List(string name) =>
        this[name].Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // Nothing that a build is told has more than one line, and whatever has would end up where it does not belong.
    private static string Checked(ITaskItem item)
    {
        var value = item.GetMetadata("Value").Trim();
        return !value.Any(char.IsControl) ? value : throw new CodedException(
            StagingCodes.ControlCharacter,
            $"{item.ItemSpec} is '{string.Concat(value.Select(c => char.IsControl(c) ? '\uFFFD' : c))}', which holds a line end or another control character. Write it in one line.");
    }

    /// <summary>A switch: <c>true</c> or <c>false</c> in any case, off where it is not set.</summary>
    /// <exception cref="CodedException">It is something else.</exception>
    public bool IsOn(string name) => this[name].ToLowerInvariant() switch
    {
        "" or "false" => false,
        "true" => true,
        _ => throw new CodedException(TaskCodes.NotABoolean, $"{name} is '{this[name]}'. Write true or false."),
    };
}
