namespace RustContainer.BuildKit;

/// <summary>The engine answered an upgrade with something other than 101.</summary>
internal sealed class UpgradeRefusedException(string path, int status, string body)
    : Exception($"The engine answered POST {path} with status {status}{(body.Length > 0 ? $": {PeerText.Shown(body)}" : "")}")
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;
}
