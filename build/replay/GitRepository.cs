using System.Diagnostics;
using System.Text;

namespace RustContainer.Replay;

/// <summary>Reads a repository by the machine's git, without checking anything out.</summary>
internal sealed class GitRepository(string directory)
{
    private static readonly string[] PlainFileModes = ["100644", "100755", "100664"];

    /// <summary>The last commits by first parents, oldest first.</summary>
    public IReadOnlyList<GitCommit> FirstParents(string at, int count) =>
        [.. Run("log", "--first-parent", "-n", $"{count}", "--encoding=UTF-8", "--no-show-signature", "--format=%H%x09%cs%x09%s",
                "--end-of-options", at)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t', 3)).Select(parts => new GitCommit(parts[0], parts[1], parts[2])).Reverse()];

    /// <summary>All files of a commit.</summary>
    public IEnumerable<GitChange> Files(GitCommit commit) =>
        // MODE SP TYPE SP ID TAB PATH
        from line in Run("ls-tree", "-r", "-z", "--full-tree", commit.Id).Split('\0', StringSplitOptions.RemoveEmptyEntries)
        let tab = line.IndexOf('\t', StringComparison.Ordinal)
        let parts = line[..tab].Split(' ')
        where PlainFileModes.Contains(parts[0])
        select new GitChange(line[(tab + 1)..], parts[2], IsNew: true);

    /// <summary>The files that differ between two commits.</summary>
    public IEnumerable<GitChange> Changes(GitCommit from, GitCommit to)
    {
        // :OLDMODE SP NEWMODE SP OLDID SP NEWID SP STATUS NUL PATH NUL
        var parts = Run("diff-tree", "-r", "-z", "--no-renames", from.Id, to.Id).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        for (var index = 0; index + 1 < parts.Length; index += 2)
        {
            var fields = parts[index].Split(' ');
            yield return new(parts[index + 1], PlainFileModes.Contains(fields[1]) ? fields[3] : null,
                IsNew: !PlainFileModes.Contains(fields[0].TrimStart(':')));
        }
    }

    /// <summary>The content of files, by their ids: one process for all.</summary>
    public IReadOnlyDictionary<string, byte[]> Read(IReadOnlyCollection<string> blobs)
    {
        var contents = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        if (blobs.Count == 0)
            return contents;
        using var process = Start("cat-file", "--batch");
        var asking = Task.Run(() =>
        {
            foreach (var blob in blobs)
                process.StandardInput.Write($"{blob}\n");
            process.StandardInput.Close();
        });
        var output = process.StandardOutput.BaseStream;
        foreach (var blob in blobs)
        {
            // ID SP TYPE SP SIZE LF CONTENT LF
            var header = ReadLine(output).Split(' ');
            if (header is not [_, "blob", var size])
                throw new ReplayException($"git has no file {blob} in {directory}; the clone may be a partial one.");
            output.ReadExactly(contents[blob] = new byte[int.Parse(size, System.Globalization.CultureInfo.InvariantCulture)]);
            output.ReadByte();
        }
        asking.GetAwaiter().GetResult();
        process.WaitForExit();
        return contents;
    }

    private static string ReadLine(Stream stream)
    {
        var line = new StringBuilder();
        for (int next; (next = stream.ReadByte()) is not ('\n' or -1);)
            line.Append((char)next);
        return line.ToString();
    }

    private string Run(params string[] arguments)
    {
        using var process = Start(arguments);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output
            : throw new ReplayException($"git {arguments[0]} failed in {directory}; what it said stands above.");
    }

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-C", directory, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        // Says of a partial clone that something lacks, rather than ask its server for each file.
        start.Environment["GIT_NO_LAZY_FETCH"] = "1";
        return Tool.Start(start);
    }
}
