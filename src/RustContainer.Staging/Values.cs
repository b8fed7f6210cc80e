using System.Text;
using System.Text.RegularExpressions;
using RustContainer.Contract;

namespace RustContainer.Staging;

/// <summary>Checks what comes from properties and manifests before it goes into a Dockerfile.</summary>
internal static partial class Values
{
    /// <summary>The value, if it has no line end or other control character.</summary>
    /// <param name="value">What to check.</param>
    /// <param name="property">Where it was read from, for the message.</param>
    /// <exception cref="CodedException">It has one (<see cref="StagingCodes.ControlCharacter"/>).</exception>
    public static string Line(string value, string property) =>
        IsLine(value)
            ? value
            : throw new CodedException(
                StagingCodes.ControlCharacter,
                $"{property} is '{Printable(value)}', which holds a line end or another control character. Write it in one line.");

    /// <summary>The same for a value that may be a secret, such as a private key with its line ends: the message does not show it.</summary>
    /// <param name="value">What to check.</param>
    /// <param name="property">Where it was read from, for the message.</param>
    /// <exception cref="CodedException">It has one (<see cref="StagingCodes.ControlCharacter"/>).</exception>
    public static string UnshownLine(string value, string property) =>
        IsLine(value)
            ? value
            : throw new CodedException(
                StagingCodes.ControlCharacter,
                $"The value of {property} ({value.Length} characters, not shown) holds a line end or another control character. "
                + "Write it in one line.");

    private static bool IsLine(string value) =>
        // U+2028, U+2029 and lone surrogates are no control characters, but no host writes them the same way as the next.
        !value.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029') && IsWellFormed(value);

    /// <summary>The image reference, if it is one.</summary>
    /// <exception cref="CodedException">It is none (<see cref="StagingCodes.InvalidImage"/>).</exception>
    public static string Image(string value, string property) =>
        ImagePattern().IsMatch(Line(value, property)) && value.Length <= 512
            && !StageNames.All.Contains(value, StringComparer.OrdinalIgnoreCase)
            ? value
            : throw new CodedException(
                StagingCodes.InvalidImage,
                $"{property} is '{Printable(value)}', which is no image. Write it as registry/repository:tag, such as 'rust:1-bookworm'.");

    /// <summary>The name, if it has letters, digits and the characters of <paramref name="others"/> alone and begins with a letter, digit
    /// or <c>_</c>.</summary>
    /// <exception cref="CodedException">It has others (<see cref="StagingCodes.InvalidName"/>).</exception>
    public static string Name(string value, string property, string others) =>
        Line(value, property).Length is > 0 and <= 256
            && value.All(c => char.IsLetterOrDigit(c) || c == '_' || others.Contains(c))
                && (char.IsLetterOrDigit(value[0]) || value[0] == '_')
            ? value
            : throw new CodedException(
                StagingCodes.InvalidName,
                $"{property} is '{Printable(value)}'. It must begin with a letter, a digit or '_' and hold nothing but these "
                + $"and {string.Join(' ', others.ToCharArray())}.");

    /// <summary>The name of an environment variable, if it is one.</summary>
    /// <exception cref="CodedException">It is none (<see cref="StagingCodes.InvalidName"/>).</exception>
    public static string VariableName(string value, string property) =>
        VariablePattern().IsMatch(Line(value, property))
            ? value
            : throw new CodedException(
                StagingCodes.InvalidName,
                $"{property} is '{Printable(value)}', which is no name of an environment variable. These have letters, digits and '_'.");

    /// <summary>The user, if it is <c>user</c> or <c>user:group</c>, by name or by number.</summary>
    /// <exception cref="CodedException">It is none (<see cref="StagingCodes.InvalidUser"/>).</exception>
    public static string User(string value) =>
        UserPattern().IsMatch(Line(value, "ContainerUser"))
            ? value
            : throw new CodedException(
                StagingCodes.InvalidUser,
                $"ContainerUser is '{Printable(value)}'. Write it as user or user:group, by name or by number, such as '65532:65532'.");

    /// <summary>The directory, if it is an absolute path that needs no quotes.</summary>
    /// <exception cref="CodedException">It is none (<see cref="StagingCodes.InvalidWorkingDirectory"/>).</exception>
    public static string WorkingDirectory(string value) =>
        DirectoryPattern().IsMatch(Line(value, "ContainerWorkingDirectory"))
            ? value
            : throw new CodedException(
                StagingCodes.InvalidWorkingDirectory,
                $"ContainerWorkingDirectory is '{Printable(value)}'. Write an absolute path of letters, digits and . _ - + @ "
                + "/, such as '/app'.");

    /// <summary>The value for a message: in one line, and not longer than a line can be.</summary>
    public static string Printable(string value)
    {
        var text = new StringBuilder();
        foreach (var c in value.Length > 200 ? value[..200] : value)
        {
            text.Append(c switch
            {
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ => char.IsControl(c) || char.IsSurrogate(c) ? "?" : c.ToString(),
            });
        }

        return value.Length > 200 ? $"{text}…" : text.ToString();
    }

    private static bool IsWellFormed(string value)
    {
        foreach (var rune in value.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
                return false;
        }

        return true;
    }

    // Host and port, path, tag, digest.
    private const string ImageForm =
        @"\A[A-Za-z0-9][A-Za-z0-9._-]*(:[0-9]+)?(/[A-Za-z0-9][A-Za-z0-9._-]*)*(:[A-Za-z0-9_][A-Za-z0-9._-]*)?(@[a-z0-9]+:[a-f0-9]+)?\z";

    [GeneratedRegex(ImageForm, RegexOptions.NonBacktracking)]
    private static partial Regex ImagePattern();

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex VariablePattern();

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.-]*(:[A-Za-z0-9_][A-Za-z0-9_.-]*)?\z")]
    private static partial Regex UserPattern();

    [GeneratedRegex(@"\A/[A-Za-z0-9._+@/-]*\z")]
    private static partial Regex DirectoryPattern();
}
