using System.Globalization;
using System.Text;

namespace RustContainer.Staging;

/// <summary>Writes values in such a way that a Dockerfile takes them as they are. None may hold a line end.</summary>
internal static class DockerfileText
{
    /// <summary>Arguments in exec form, as JSON: <c>["sh", "-c"]</c>. In RUN, CMD and ENTRYPOINT nothing is expanded in it.</summary>
    public static string Exec(IEnumerable<string> arguments) => $"[{string.Join(", ", arguments.Select(Json))}]";

    /// <summary>A value of ENV or LABEL, in double quotes, with everything escaped that would be expanded: <c>"a \$b"</c>.</summary>
    public static string Quoted(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var c in value)
        {
            if (c is '"' or '\\' or '$')
                text.Append('\\');
            text.Append(c);
        }

        return text.Append('"').ToString();
    }

    private static string Json(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var c in value)
        {
            if (c is '"' or '\\')
                text.Append('\\').Append(c);
            else if (c < ' ')
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                text.Append(c);
        }

        return text.Append('"').ToString();
    }
}
