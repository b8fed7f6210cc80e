namespace RustContainer.Staging;

/// <summary>What the final image stands on.</summary>
public enum RuntimeFamily
{
    /// <summary><c>debian:bookworm-slim</c>, with glibc.</summary>
    Debian,

    /// <summary><c>alpine:3</c>, with musl.</summary>
    Alpine,

    /// <summary>Nothing but the program, linked statically against musl.</summary>
    Scratch,
}
