namespace RustContainer.BuildKit.Tests;

/// <summary>Tests that count what the process has open, so that no other may run beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
