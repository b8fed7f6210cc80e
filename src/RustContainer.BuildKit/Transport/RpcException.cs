namespace RustContainer.BuildKit;

/// <summary>A call that ended with another status than OK.</summary>
internal sealed class RpcException(GrpcStatus status, string message, RpcErrorDetails details) : Exception(message)
{
    /// <summary>The status of the call.</summary>
    public GrpcStatus Status { get; } = status;

    /// <summary>What BuildKit tells about the failure.</summary>
    public RpcErrorDetails Details { get; } = details;
}
