namespace RustContainer.Contract;

/// <summary>An error that the user can act on: it carries the <see cref="Contract.Diagnostic"/> to print, never a stack trace to read.</summary>
public class CodedException : Exception
{
    /// <summary>Creates the exception for <paramref name="diagnostic"/>, with what caused it.</summary>
    public CodedException(Diagnostic diagnostic, Exception? innerException = null)
        : base(diagnostic.Message, innerException) => Diagnostic = diagnostic;

    /// <summary>Creates the exception for a message that no file belongs to.</summary>
    public CodedException(string code, string message, Exception? innerException = null)
        : this(new Diagnostic(code, message), innerException)
    {
    }

    /// <summary>What to tell the user.</summary>
    public Diagnostic Diagnostic { get; }
}
