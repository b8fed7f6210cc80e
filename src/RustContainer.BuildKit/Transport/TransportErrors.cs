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

    /// <summary>The connection broke in mid-build, and no new one can be made.</summary>
    public static CodedException Stopped(Endpoint endpoint, CodedException loss, EndpointUnreachableException refusal) => new(
        BuildKitCodes.EngineStopped,
        $"The engine at {endpoint.Address} ({endpoint.Source}) stopped in the middle of the build: the connection broke "
        + $"({Innermost(loss).Message.TrimEnd('.')}), and it takes no new one ({refusal.Reason}). Start it (such as "
        + "'sudo systemctl start docker'), read its log if nobody stopped it, and build again: what was finished is kept.",
        refusal);

    /// <summary>Whether a connection broke that had been made, rather than none could be made or the peer was silent for too long.</summary>
    public static bool IsLost(CodedException exception) =>
        exception.Diagnostic.Code == BuildKitCodes.ConnectionLost
        && exception.InnerException is not (OperationCanceledException or EndpointUnreachableException);

    /// <summary>The engine did not answer in time.</summary>
    public static CodedException NoAnswer(string request, TimeSpan limit, Exception? cause = null) => new(
        BuildKitCodes.ConnectionLost, $"The engine did not answer {request} within {limit.TotalSeconds} s. {Remedy}", cause);

    /// <summary>The engine broke its protocol.</summary>
    public static CodedException Violation(string what, Exception? cause = null) => new(
        BuildKitCodes.ProtocolViolation,
        $"The engine broke the protocol: {what}. Look whether the endpoint is a Docker Engine (23.0 or later) and report this if it is.",
        cause);

    /// <summary>Something answers at the endpoint, and it is not BuildKit.</summary>
    public static CodedException NoBuildKit(Endpoint endpoint, Exception cause) => new(
        BuildKitCodes.NoBuildKit,
        $"What answers at {endpoint.Address} ({endpoint.Source}) offers no BuildKit: {cause.Message.TrimEnd('.')}. "
        + "Use a Docker Engine (23.0 or later) with BuildKit left on, or a buildkitd, and look whether a proxy stands before it.",
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

    /// <summary>The exception at the bottom of the causes.</summary>
    public static Exception Innermost(Exception exception) =>
        exception.InnerException is { } inner ? Innermost(inner) : exception;
}
