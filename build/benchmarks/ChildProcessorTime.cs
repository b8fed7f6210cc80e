using System.Runtime.InteropServices;

namespace RustContainer.Benchmarks;

/// <summary>The processor time of child processes that have ended, which a machine that is busy with other things hardly changes.</summary>
internal static class ChildProcessorTime
{
    private const int Children = -1;

    /// <summary>The sum so far, user and system, in milliseconds; <see langword="null"/> where the system is not a Unix.</summary>
    public static double? Milliseconds => !OperatingSystem.IsWindows() && GetResourceUsage(Children, out var usage) == 0
        ? usage.User.Milliseconds + usage.System.Milliseconds : null;

    [DllImport("libc", EntryPoint = "getrusage")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetResourceUsage(int who, out ResourceUsage usage);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Time
    {
        private readonly nint _seconds;
        private readonly nint _microseconds;

        public double Milliseconds => (_seconds * 1000.0) + (_microseconds / 1000.0);
    }

    // POSIX's rusage: the two times, and 14 counters that nobody asks for here.
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct ResourceUsage
    {
        public readonly Time User;
        public readonly Time System;
        private readonly Counters _counters;
    }

    [System.Runtime.CompilerServices.InlineArray(14)]
    private struct Counters
    {
        private nint _first;
    }
}
