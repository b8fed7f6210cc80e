using System.Text;
using RustContainer.Contract;

namespace RustContainer.Staging;

/// <summary>A Dockerfile while it is written, and what in the project caused which of its lines.</summary>
/// <param name="mounts">What caused mounts, by their text.</param>
internal sealed class DockerfileLines(IReadOnlyDictionary<string, Origin> mounts)
{
    private readonly StringBuilder _text = new();
    private readonly List<LineOrigin> _origins = [];
    private int _line = 1;

    /// <summary>What caused the lines, in their order. Lines that nothing in the project caused are not among them.</summary>
    public IReadOnlyList<LineOrigin> Origins => _origins;

    /// <summary>Adds text, which may be several lines or a part of one.</summary>
    public DockerfileLines Append(string text)
    {
        _text.Append(text);
        _line += text.AsSpan().Count('\n');
        return this;
    }

    /// <summary>Adds a line with its end.</summary>
    /// <param name="text">The line.</param>
    /// <param name="origin">What caused it; <see langword="null"/> for nothing in the project.</param>
    /// <param name="when">Whether there is a reason to.</param>
    public DockerfileLines Line(string text, Origin? origin = null, bool when = true)
    {
        if (!when)
            return this;
        if (origin is not null)
            _origins.Add(new LineOrigin(_line, _line, origin));
        return Append(text).Append("\n");
    }

    /// <summary>Begins a section with a comment of one line or several.</summary>
    public DockerfileLines Section(string comment) => Append("\n").Comment(comment);

    /// <summary>Adds a comment of one line or several.</summary>
    public DockerfileLines Comment(string comment) =>
        Append(string.Concat(comment.ReplaceLineEndings("\n").Split('\n').Select(line => line.Length > 0 ? $"# {line}\n" : "#\n")));

    /// <summary>Adds a RUN of a script that runs cargo, with the script's arguments in one line and cargo's in the next.</summary>
    /// <param name="mounts">The values of <c>--mount</c>.</param>
    /// <param name="script">The script's file name and its arguments.</param>
    /// <param name="cargo">cargo's arguments.</param>
    public DockerfileLines Run(IEnumerable<string> mounts, IReadOnlyList<string> script, IEnumerable<string> cargo)
    {
        Append("RUN ");
        foreach (var mount in mounts.Append($"type=bind,from={StageNames.ScriptsContext},target=/rustcontainer/scripts"))
            Mount(mount).Append(" \\\n    ");
        string[] command = ["sh", $"/rustcontainer/scripts/{script[0]}", .. script.Skip(1)];
        return Append(DockerfileText.Exec(command)[..^1]).Append(", \"--\", \\\n     ").Append(DockerfileText.Exec(cargo)[1..]).Append("\n");
    }

    /// <summary>Adds a mount to the line that is being written.</summary>
    public DockerfileLines Mount(string mount)
    {
        if (mounts.TryGetValue(mount, out var origin))
            _origins.Add(new LineOrigin(_line, _line, origin));
        return Append($"--mount={mount}");
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
