using System.Runtime.InteropServices;

/// <summary>The functions of the Rust library. .NET finds libnative.so, native.dll or libnative.dylib beside the program.</summary>
internal static partial class Native
{
    [LibraryImport("native", EntryPoint = "native_add")]
    internal static partial int Add(int a, int b);
}
