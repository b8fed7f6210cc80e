namespace RustContainer.Cargo.Workspaces;

/// <summary>Addresses as manifests write them.</summary>
internal static class Addresses
{
    /// <summary>Whether the text begins as an absolute address does: with a scheme.</summary>
    public static bool IsUrl(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && char.IsAsciiLetter(text[0])
            && text[..colon].All(character => char.IsAsciiLetterOrDigit(character) || character is '+' or '-' or '.');
    }
}
