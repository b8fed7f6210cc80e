namespace RustContainer.BuildKit;

/// <summary>The peer does not speak HTTP/1.1: it may be one that takes HTTP/2 only.</summary>
internal sealed class NotHttpException() : Exception("The answer is not HTTP/1.1.");
