using System.Text;
using RustContainer.BuildKit.Protocol.Control;

namespace RustContainer.BuildKit.Tests;

/// <summary>Looks what an engine builds at the moment.</summary>
public static class ActiveBuilds
{
    // BuildHistoryRequest: ActiveOnly = 1 and EarlyExit = 3 are true.
    private static readonly byte[] Request = [0x08, 1, 0x18, 1];

    /// <summary>Whether one of the builds has a text among its attributes.</summary>
    public static async Task<bool> IncludeAsync(Endpoint endpoint, string text)
    {
        using var connection = await HijackedTransport.ConnectAsync(endpoint, CancellationToken.None);

        // What is not known of a message is kept, so other messages carry those of the history.
        var events = connection.Control.StreamAsync(
            "ListenBuildHistory", StatusRequest.Parser.ParseFrom(Request), BytesMessage.Parser, CancellationToken.None);
        await foreach (var active in events)
        {
            if (Google.Protobuf.MessageExtensions.ToByteArray(active).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0)
                return true;
        }

        return false;
    }
}
