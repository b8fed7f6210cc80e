using RustContainer.Contract;

namespace RustContainer.Staging;

/// <summary>The final image.</summary>
/// <param name="Base">What it stands on.</param>
/// <param name="BaseOrigin">What in the project chose that.</param>
/// <param name="IsOwnBase">Whether the base was chosen by the user, who then also chose its certificates.</param>
/// <param name="Programs">The file names of its programs.</param>
/// <param name="Entrypoint">The one that runs.</param>
/// <param name="DefaultArguments">Its arguments where the user of the image gives none.</param>
/// <param name="User">Who runs it.</param>
/// <param name="WorkingDirectory">Where.</param>
/// <param name="Environment">Its environment variables; values may hold any character but line ends.</param>
/// <param name="Labels">Its labels; values may hold any character but line ends.</param>
/// <param name="Ports">Its ports, such as <c>8080/tcp</c>.</param>
internal sealed record RuntimeImage(
    string Base,
    Origin BaseOrigin,
    bool IsOwnBase,
    IReadOnlyList<string> Programs,
    string Entrypoint,
    IReadOnlyList<string> DefaultArguments,
    string User,
    string WorkingDirectory,
    IReadOnlyList<KeyValuePair<string, string>> Environment,
    IReadOnlyList<KeyValuePair<string, string>> Labels,
    IReadOnlyList<string> Ports);
