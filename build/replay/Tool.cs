using System.ComponentModel;
using System.Diagnostics;

namespace RustContainer.Replay;

/// <summary>Starts a program of this machine.</summary>
internal static class Tool
{
    /// <exception cref="ReplayException">There is no such program.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new ReplayException($"{start.FileName} does not start: {error.Message}. Install it.");
        }
    }
}
