namespace RustContainer.Sdk.Tests.Harness;

/// <summary>An extended message of a binary log.</summary>
/// <param name="Type">What it tells of.</param>
/// <param name="Facts">What it tells.</param>
internal sealed record LoggedEvent(string Type, IDictionary<string, string?> Facts);
