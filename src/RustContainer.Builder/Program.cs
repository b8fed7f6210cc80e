using System.Runtime.InteropServices;
using RustContainer.Builder;

// Standard output is the event lines' alone, whatever a library may print.
using var output = new EventWriter(Console.OpenStandardOutput());
Console.SetOut(TextWriter.Null);

using var cancellation = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
ParentWatch.Start(Console.OpenStandardInput(), cancellation);

return await Worker.RunAsync(args, output, cancellation.Token).ConfigureAwait(false);

// Ctrl-C reaches every process of the terminal. This one first stops what runs in the engine.
void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    cancellation.Cancel();
}
