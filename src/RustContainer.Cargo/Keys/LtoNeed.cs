namespace RustContainer.Cargo.Keys;

/// <summary>What a package has its dependencies compiled to, where the profile optimises at link time. Cargo compiles a dependency that
/// several ask for to the sum of what they need.</summary>
[Flags]
internal enum LtoNeed
{
    /// <summary>Nothing yet.</summary>
    None = 0,

    /// <summary>LLVM bitcode: for a program or library that is itself optimised at link time. Also where no profile asks for that.</summary>
    Bitcode = 1,

    /// <summary>Object code: for a <c>dylib</c>, which rustc does not optimise at link time.</summary>
    ObjectCode = 2,

    /// <summary>Both: for a crate that is a library for rustc and one for others at once.</summary>
    Both = Bitcode | ObjectCode,
}
