using System.Buffers;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using RustContainer.BuildKit.Protocol.Control;

namespace RustContainer.BuildKit.Tests;

/// <summary>What BuildKit, or what looks like it, sends as an archive.</summary>
public sealed class ArchiveTargetTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task All_messages_are_the_archive()
    {
        await using (var file = ArchiveFile.Create(_folder.At("app.tar")))
        {
            var target = new ArchiveTarget(file);
            await SendAsync(target, Frames("one", "", "two"));
            Assert.True(target.IsWhole);
            await file.CompleteAsync();
        }

        Assert.Equal("onetwo", File.ReadAllText(_folder.At("app.tar")));
    }

    [Fact]
    public async Task Nothing_a_part_of_a_message_and_a_second_archive_are_no_archive()
    {
        await using (var file = ArchiveFile.Create(_folder.At("app.tar")))
        {
            var empty = new ArchiveTarget(file);
            await SendAsync(empty, Frames(""));
            Assert.False(empty.IsWhole);

            var cut = new ArchiveTarget(file);
            await Assert.ThrowsAsync<InvalidDataException>(() => SendAsync(cut, Frames("one")[..^1]));
            await Assert.ThrowsAsync<InvalidDataException>(() => SendAsync(cut, Frames("two")));
            Assert.False(cut.IsWhole);
        }

        Assert.Empty(_folder.List());
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] Frames(params string[] texts)
    {
        var frames = new ArrayBufferWriter<byte>();
        foreach (var text in texts)
            GrpcFrames.Write(frames, new BytesMessage { Data = ByteString.CopyFromUtf8(text) });
        return frames.WrittenSpan.ToArray();
    }

    private static Task SendAsync(ArchiveTarget target, byte[] body)
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(body);
        return target.AnswerAsync(new SessionCall(context), CancellationToken.None);
    }
}
