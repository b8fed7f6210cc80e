namespace RustContainer.ImageBenchmark;

/// <summary>Something that ends the benchmark with one line.</summary>
internal sealed class BenchException(string message) : Exception(message);
