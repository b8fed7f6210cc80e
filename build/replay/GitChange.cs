namespace RustContainer.Replay;

/// <summary>A file that a commit has otherwise than the one before.</summary>
/// <param name="Path">Its path in the repository, with '/'.</param>
/// <param name="Blob">The id of its new content; <see langword="null"/> where the file is gone, or is no plain file any more.</param>
/// <param name="IsNew">Whether it was not there before.</param>
internal sealed record GitChange(string Path, string? Blob, bool IsNew);
