using RustContainer.Contract;

namespace RustContainer.Staging.Context;

/// <summary>A build context, as <see cref="ContextScanner"/> found it.</summary>
/// <param name="Root">The absolute path of its root: the workspace's, or the directory that it shares with its path dependencies.</param>
/// <param name="List">Its files.</param>
/// <param name="Dockerignore">The text of the <c>Dockerfile.dockerignore</c> that leaves out the same in a plain <c>docker build</c>.</param>
/// <param name="Warnings">What the user should know although the build can go on.</param>
public sealed record ScannedContext(string Root, ContextList List, string Dockerignore, IReadOnlyList<Diagnostic> Warnings);
