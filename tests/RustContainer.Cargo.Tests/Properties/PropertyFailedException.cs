namespace RustContainer.Cargo.Tests.Properties;

/// <summary>What a property found, and in which case.</summary>
public sealed class PropertyFailedException(string generated, Exception cause) : Exception($"{cause.Message}\n{generated}", cause);
