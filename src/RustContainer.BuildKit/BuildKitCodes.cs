using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>The diagnostics of this library, <c>RUSTPROJ1001</c> to <c>1099</c>: what stands between the build and BuildKit.</summary>
public static class BuildKitCodes
{
    /// <summary>Nothing names an engine, and none of the places where one listens by default exists.</summary>
    public const string NoEngine = "RUSTPROJ1001";

    /// <summary>An engine is installed here but does not answer: it is stopped, or this user may not talk to it.</summary>
    public const string DefaultEngineUnreachable = "RUSTPROJ1002";

    /// <summary>The endpoint that BuildKitEndpoint, DOCKER_HOST or the Docker context names does not answer.</summary>
    public const string ConfiguredEndpointUnreachable = "RUSTPROJ1003";

    /// <summary>An endpoint's address cannot be read.</summary>
    public const string EndpointAddressInvalid = "RUSTPROJ1004";

    /// <summary>An endpoint is of a kind that is not supported, such as a container of Podman.</summary>
    public const string EndpointKindUnsupported = "RUSTPROJ1005";

    /// <summary>The current Docker context does not exist or cannot be read.</summary>
    public const string DockerContextInvalid = "RUSTPROJ1006";

    /// <summary>The engine is older than 23.0.</summary>
    public const string EngineTooOld = "RUSTPROJ1007";

    /// <summary>Something answers at the endpoint, but it does not offer BuildKit.</summary>
    public const string NoBuildKit = "RUSTPROJ1008";

    /// <summary>The connection to the engine broke while it was in use.</summary>
    public const string ConnectionLost = "RUSTPROJ1009";

    /// <summary>A base image could not be found or pulled.</summary>
    public const string ImageNotResolved = "RUSTPROJ1010";

    /// <summary>The engine answered with something that its protocol does not allow.</summary>
    public const string ProtocolViolation = "RUSTPROJ1011";

    /// <summary>The engine or its BuildKit refused a request, or ended a build outside of its steps.</summary>
    public const string EngineRequestFailed = "RUSTPROJ1012";

    /// <summary>The engine stopped while it built: the connection broke, and it takes no new one.</summary>
    public const string EngineStopped = "RUSTPROJ1013";

    /// <summary>A file changed while it was being sent.</summary>
    public const string SourceFileChanged = ContractCodes.FileChanged;

    /// <summary>A file or folder that is to be sent cannot be read.</summary>
    public const string SourceFileUnreadable = "RUSTPROJ1021";

    /// <summary>A file that the build exports has a path or kind that may not be written.</summary>
    public const string ExportRefused = "RUSTPROJ1022";

    /// <summary>An exported file could not be written.</summary>
    public const string ExportNotWritable = "RUSTPROJ1023";

    /// <summary>The disk of the engine is full.</summary>
    public const string EngineDiskFull = ContractCodes.BuilderDiskFull;

    /// <summary>A certificate or key for the endpoint is missing or cannot be read.</summary>
    public const string TlsFilesInvalid = "RUSTPROJ1040";

    /// <summary>The endpoint's certificate is not accepted: another authority, another name, or out of time.</summary>
    public const string CertificateRefused = "RUSTPROJ1041";

    /// <summary>The endpoint ended an encrypted connection: it speaks no TLS there, or refused the client's certificate.</summary>
    public const string TlsFailed = "RUSTPROJ1042";

    /// <summary>The user's ssh did not reach the engine.</summary>
    public const string SshFailed = "RUSTPROJ1043";

    /// <summary>The container that the endpoint names does not run, or has no buildctl.</summary>
    public const string ContainerUnusable = "RUSTPROJ1044";

    /// <summary>What was asked for needs a Docker Engine, and the endpoint is a buildkitd.</summary>
    public const string EngineNeeded = "RUSTPROJ1045";

    /// <summary>The endpoint makes no image of the form that was asked for.</summary>
    public const string ImageFormatUnsupported = "RUSTPROJ1046";

    /// <summary>Docker's credentials cannot be read: config.json, or a credential helper that it names.</summary>
    public const string CredentialsUnreadable = "RUSTPROJ1050";

    /// <summary>A registry refuses who asks, or asks for a login and none is known.</summary>
    public const string RegistryRefused = "RUSTPROJ1051";

    /// <summary>An image could not be pushed for another reason.</summary>
    public const string PushFailed = "RUSTPROJ1052";

    /// <summary>The endpoint has no cache of this type.</summary>
    public const string CacheUnsupported = "RUSTPROJ1053";

    /// <summary>A cache could not be read or written.</summary>
    public const string CacheFailed = "RUSTPROJ1054";

    /// <summary>There is no ssh agent where one is looked for, or it does not answer.</summary>
    public const string SshAgentUnreachable = "RUSTPROJ1062";

    /// <summary>What is to be an agent's socket is a file, such as a private key.</summary>
    public const string SshAgentIsFile = "RUSTPROJ1063";
}
