using System.Text;
using RustContainer.BuildKit;
using RustContainer.Contract;

namespace RustContainer.Builder;

/// <summary>Finds what a build would use, as a build does, says what it sees on the way, and ends as a build would.</summary>
internal static class Doctor
{
    /// <summary>Looks around, connects, and runs a build of nothing.</summary>
    /// <exception cref="CodedException">A build would fail with it.</exception>
    public static async Task RunAsync(DoctorArguments arguments, EventWriter output, CancellationToken cancellation)
    {
        var settings = EndpointSettings.FromEnvironment(arguments.Endpoint) with
        {
            TlsDirectory = arguments.TlsDirectory,
            TlsServerName = arguments.TlsServerName,
        };
        await foreach (var line in SearchReport.LinesAsync(settings, cancellation).ConfigureAwait(false))
            output.Write(new Finding(line));
        var endpoint = await Endpoint.FindAsync(settings, cancellation).ConfigureAwait(false);
        output.Write(new Finding($"Chosen: {endpoint.Address} ({endpoint.Source})"));
        var client = await BuildKitClient.ConnectAsync(endpoint, cancellation).ConfigureAwait(false);
        await using var _ = client.ConfigureAwait(false);
        await foreach (var line in ClientReport.LinesAsync(client, cancellation).ConfigureAwait(false))
            output.Write(new Finding(line));
        await TryAsync(client, cancellation).ConfigureAwait(false);
        output.Write(new Finding("A trial build went through: builds can run here."));
    }

    // The smallest build there is: it shows that a session comes back, which no question to the endpoint does.
    private static async Task TryAsync(BuildKitClient client, CancellationToken cancellation)
    {
        var bytes = Encoding.ASCII.GetBytes("FROM scratch\n");
        var dockerfile = new SyncEntry { Path = "Dockerfile", Size = bytes.Length, Open = () => new MemoryStream(bytes, writable: false) };
        try
        {
            var request = new SolveRequest { Folders = [new SyncDirectory("dockerfile", [dockerfile])], SharedKey = "rustcontainer-doctor" };
            await client.SolveAsync(request, _ => { }, cancellation).ConfigureAwait(false);
        }
        catch (SolveException e)
        {
            throw new CodedException(
                BuildKitCodes.EngineRequestFailed, $"BuildKit at {client.Endpoint.Address} refused a trial build: {e.Message} Look at its log.", e);
        }
    }
}
