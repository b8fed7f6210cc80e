using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>What a broken connection is called towards the user.</summary>
internal static class TransportErrors
{
    private const string Remedy = "Look whether the engine still runs and read its log, then build again.";

    /// <summary>The connection broke.</summary>
    public static CodedException Lost(Exception cause) => new(
        BuildKitCodes.ConnectionLost,
        $"The connection to the engine was lost: {Innermost(cause).Message.TrimEnd('.')}. {Remedy}",
        cause);

    /// <summary>The engine did not answer in time.</summary>
    public static CodedException NoAnswer(string request, TimeSpan limit, Exception? cause = null) => new(
        BuildKitCodes.ConnectionLost, $"The engine did not answer {request} within {limit.TotalSeconds} s. {Remedy}", cause);

    /// <summary>The engine broke its protocol.</summary>
    public static CodedException Violation(string what, Exception? cause = null) => new(
        BuildKitCodes.ProtocolViolation,
        $"The engine broke the protocol: {what}. Look whether the endpoint is a Docker Engine (23.0 or later) and report this if it is.",
        cause);

    /// <summary>Whether <paramref name="exception"/> means that the connection broke.</summary>
    public static bool IsTransport(Exception exception) => exception is IOException or HttpRequestException or ObjectDisposedException;

    /// <summary>The coded error that <paramref name="exception"/> stands for: one that was thrown while connecting, else a lost
    /// connection.</summary>
    public static CodedException From(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is CodedException coded)
            {
                return coded;
            }
        }

        return Lost(exception);
    }

    private static Exception Innermost(Exception exception) =>
        exception.InnerException is { } inner ? Innermost(inner) : exception;
}
