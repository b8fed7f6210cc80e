namespace RustContainer.Tasks;

/// <summary>The work failed, and the log says already why.</summary>
internal sealed class OperationFailedException : Exception
{
    /// <summary>Creates it.</summary>
    public OperationFailedException()
        : base("The build failed.")
    {
    }
}
