using System.Security.Cryptography;
using Google.Protobuf;
using Microsoft.AspNetCore.Connections;
using RustContainer.BuildKit.Protocol.Content;

namespace RustContainer.BuildKit;

/// <summary>Lets BuildKit read and write blobs in folders of this machine.</summary>
/// <param name="stores">The folders, by the name that it has for each.</param>
internal sealed class ContentService(IReadOnlyDictionary<string, CacheFolder> stores) : ISessionService
{
    private const string Prefix = "/containerd.services.content.v1.Content/";
    private const int ChunkLength = 1 << 20;

    /// <inheritdoc/>
    public IReadOnlyList<string> Methods { get; } = [Prefix + "Info", Prefix + "Read", Prefix + "Write"];

    /// <inheritdoc/>
    public async Task AnswerAsync(SessionCall call, CancellationToken cancellationToken)
    {
        var name = call.Metadata["buildkit-attachable-store-id"].ToString();
        if (!stores.TryGetValue(name, out var folder))
        {
            throw new RpcException(GrpcStatus.NotFound, $"no content store \"{name}\"", RpcErrorDetails.None);
        }

        try
        {
            await (call.Method[Prefix.Length..] switch
            {
                "Info" => InfoAsync(folder, call, cancellationToken),
                "Read" => ReadAsync(folder, call, cancellationToken),
                _ => WriteAsync(folder, call, cancellationToken),
            }).ConfigureAwait(false);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw folder.Unusable(e.Message, e);
        }
    }

    private static async Task InfoAsync(CacheFolder folder, SessionCall call, CancellationToken cancellationToken)
    {
        var request = await call.ReadAsync(InfoRequest.Parser, cancellationToken).ConfigureAwait(false);
        var info = new Info { Digest = request.Digest, Size = new FileInfo(Existing(folder, request.Digest)).Length };
        await call.WriteAsync(new InfoResponse { Info = info }, cancellationToken).ConfigureAwait(false);
    }

    private static async Task ReadAsync(CacheFolder folder, SessionCall call, CancellationToken cancellationToken)
    {
        var request = await call.ReadAsync(ReadContentRequest.Parser, cancellationToken).ConfigureAwait(false);
        using var file = File.OpenRead(Existing(folder, request.Digest));
        if (request.Offset < 0 || request.Size < 0 || request.Offset > file.Length)
        {
            throw new RpcException(GrpcStatus.OutOfRange, "read outside of the blob", RpcErrorDetails.None);
        }

        file.Position = request.Offset;
        var left = request.Size == 0 ? file.Length - request.Offset : Math.Min(request.Size, file.Length - request.Offset);
        while (left > 0)
        {
            var chunk = new byte[Math.Min(left, ChunkLength)];
            var offset = file.Position;
            await file.ReadExactlyAsync(chunk, cancellationToken).ConfigureAwait(false);
            left -= chunk.Length;
            await call.WriteAsync(
                new ReadContentResponse { Offset = offset, Data = UnsafeByteOperations.UnsafeWrap(chunk) }, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task WriteAsync(CacheFolder folder, SessionCall call, CancellationToken cancellationToken)
    {
        if (!folder.IsWritable)
        {
            throw new RpcException(GrpcStatus.PermissionDenied, "this content store is read-only", RpcErrorDetails.None);
        }

        await call.StartAsync(cancellationToken).ConfigureAwait(false);
        using var file = folder.CreateBlob();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            while (await GrpcFrames.ReadAsync(call.Reader, WriteContentRequest.Parser, cancellationToken).ConfigureAwait(false) is { } request)
            {
                RefuseKnown(folder, request.Expected);
                if (request.Data.Length > 0 && request.Offset != file.Length)
                {
                    throw new RpcException(GrpcStatus.OutOfRange, $"write at {request.Offset} of {file.Length}", RpcErrorDetails.None);
                }

                hash.AppendData(request.Data.Span);
                await file.WriteAsync(request.Data.Memory, cancellationToken).ConfigureAwait(false);
                await file.FlushAsync(cancellationToken).ConfigureAwait(false);
                var answer = new WriteContentResponse { Action = request.Action, Offset = file.Length, Total = request.Total };
                if (request.Action == WriteAction.Commit)
                {
                    answer.Digest = Commit(folder, file, request, $"sha256:{Convert.ToHexStringLower(hash.GetCurrentHash())}");
                }

                await call.WriteAsync(answer, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (IOException e) when (e is not ConnectionResetException && !cancellationToken.IsCancellationRequested)
        {
            throw folder.Unusable(e.Message, e);
        }
        finally
        {
            File.Delete(file.Name);
        }
    }

    private static string Commit(CacheFolder folder, FileStream file, WriteContentRequest request, string digest)
    {
        if ((request.Expected.Length > 0 && request.Expected != digest) || (request.Total > 0 && request.Total != file.Length))
        {
            throw new RpcException(
                GrpcStatus.FailedPrecondition, $"{digest} of {file.Length} bytes is not {request.Expected} of {request.Total}", RpcErrorDetails.None);
        }

        File.Move(file.Name, folder.BlobPath(digest)!, overwrite: true);
        return digest;
    }

    private static void RefuseKnown(CacheFolder folder, string digest)
    {
        if (digest.Length > 0 && File.Exists(folder.BlobPath(digest)))
        {
            throw new RpcException(GrpcStatus.AlreadyExists, $"content {digest}: already exists", RpcErrorDetails.None);
        }
    }

    private static string Existing(CacheFolder folder, string digest) =>
        folder.BlobPath(digest) is { } path && File.Exists(path)
            ? path
            : throw new RpcException(GrpcStatus.NotFound, $"content {digest}: not found", RpcErrorDetails.None);
}
