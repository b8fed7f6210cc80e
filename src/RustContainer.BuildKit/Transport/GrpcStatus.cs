namespace RustContainer.BuildKit;

/// <summary>The status codes of gRPC.</summary>
public enum GrpcStatus
{
    /// <summary>Success.</summary>
    Ok = 0,

    /// <summary>The call was cancelled.</summary>
    Cancelled = 1,

    /// <summary>What BuildKit uses for nearly every failure of a build.</summary>
    Unknown = 2,

    /// <summary>An argument is wrong.</summary>
    InvalidArgument = 3,

    /// <summary>It took too long.</summary>
    DeadlineExceeded = 4,

    /// <summary>There is no such thing.</summary>
    NotFound = 5,

    /// <summary>It exists already.</summary>
    AlreadyExists = 6,

    /// <summary>The caller may not do it.</summary>
    PermissionDenied = 7,

    /// <summary>A resource is used up.</summary>
    ResourceExhausted = 8,

    /// <summary>The state does not allow it.</summary>
    FailedPrecondition = 9,

    /// <summary>It was aborted.</summary>
    Aborted = 10,

    /// <summary>A value is out of range.</summary>
    OutOfRange = 11,

    /// <summary>The method does not exist.</summary>
    Unimplemented = 12,

    /// <summary>An internal error.</summary>
    Internal = 13,

    /// <summary>The service is not there at the moment.</summary>
    Unavailable = 14,

    /// <summary>Data was lost.</summary>
    DataLoss = 15,

    /// <summary>The caller is not known.</summary>
    Unauthenticated = 16,
}
