using System.Text;
using RustContainer.Contract;

namespace RustContainer.Builder;

/// <summary>Writes event lines. What cannot be written because nobody listens any more is dropped: the end comes by another way.</summary>
internal sealed class EventWriter(Stream output) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly StreamWriter _writer = new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };

    /// <summary>Writes one event and flushes it.</summary>
    public void Write(BuildEvent buildEvent)
    {
        var line = ContractJson.Write(buildEvent);
        lock (_lock)
        {
            try
            {
                _writer.WriteLine(line);
                _writer.Flush();
            }
            catch (IOException)
            {
                // The pipe is closed.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _writer.Dispose();
        }
        catch (IOException)
        {
            // The pipe is closed.
        }
    }
}
