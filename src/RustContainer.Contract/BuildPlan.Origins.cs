namespace RustContainer.Contract;

public sealed partial record BuildPlan
{
    /// <summary>What in the project caused which lines of the Dockerfile, in the order of the lines.</summary>
    public IReadOnlyList<LineOrigin> Origins { get; init; } = [];
}
