namespace RustContainer.Cargo.Workspaces;

/// <summary>What Cargo refuses as the platform of a <c>[target.'…']</c>.
/// https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html#platform-specific-dependencies</summary>
internal static class PlatformRules
{
    private const int MaxDepth = 64;

    /// <summary>Throws the first platform that is none.</summary>
    public static void Check(ManifestSection document)
    {
        if (!document.File.HasPackage || document.Section("target") is not { } target)
            return;
        foreach (var entry in target.Table.Entries)
        {
            if (Problem(entry.Key) is { } problem)
                throw document.File.Error(CargoCodes.InvalidPlatform,
                    $"[target.'{entry.Key.ReplaceLineEndings(" ")}'] names no platform: {problem}. Write a target triple, or a condition " +
                    "like cfg(unix) or cfg(target_os = \"linux\").", entry.KeyPosition);
        }
    }

    private static string? Problem(string platform)
    {
        if (platform.StartsWith("cfg(", StringComparison.Ordinal) && platform.EndsWith(')'))
        {
            var reader = new Reader(platform.AsSpan(4, platform.Length - 5));
            return reader.ReadAll();
        }
        foreach (var character in platform)
        {
            if (!char.IsLetterOrDigit(character) && character is not ('_' or '-' or '.'))
                return character == '(' ? "a condition is written cfg(…)" : $"a triple cannot have `{Shown(character)}`";
        }
        return null;
    }

    private static char Shown(char character) => char.IsControl(character) ? '\uFFFD' : character;

    /// <summary>Reads a condition; only its form counts.</summary>
    private ref struct Reader(ReadOnlySpan<char> text)
    {
        private ReadOnlySpan<char> _rest = text;
        private string? _problem;

        public string? ReadAll()
        {
            Read(0);
            if (_problem is null && !_rest.TrimStart(' ').IsEmpty)
                Expect("the end");
            return _problem;
        }

        private void Read(int depth)
        {
            var name = TakeName();
            if (_problem is not null)
                return;
            if (depth > MaxDepth)
                _problem = "the condition is nested too deeply";
            else if (name == "not")
                ReadList(depth, most: 1);
            else if (name is "all" or "any")
                ReadList(depth, most: int.MaxValue);
            else if (Take('='))
                ReadText();
        }

        private void ReadList(int depth, int most)
        {
            if (!Take('('))
                Expect("`(`");
            for (var count = 0; _problem is null && (most == 1 || !Take(')')); count++)
            {
                Read(depth + 1);
                if (most > 1 && Take(','))
                    continue;
                if (_problem is null && !Take(')'))
                    Expect(most > 1 ? "`,` or `)`" : "`)`");
                return;
            }
        }

        private void ReadText()
        {
            if (!Take('"'))
            {
                Expect("a text in quotes");
                return;
            }
            var end = _rest.IndexOf('"');
            if (end < 0)
                _problem = "a quote is not closed";
            else
                _rest = _rest[(end + 1)..];
        }

        /// <summary>A name; <c>r#all</c> is a name and no operator.</summary>
        private string TakeName()
        {
            _rest = _rest.TrimStart(' ');
            var raw = _rest.StartsWith("r#");
            if (raw)
                _rest = _rest[2..];
            var length = 0;
            while (length < _rest.Length && (char.IsAsciiLetter(_rest[length]) || _rest[length] == '_'
                || (length > 0 && char.IsAsciiDigit(_rest[length]))))
                length++;
            if (length == 0)
                Expect("a name");
            var name = _rest[..length].ToString();
            _rest = _rest[length..];
            return raw ? $"r#{name}" : name;
        }

        private bool Take(char wanted)
        {
            var rest = _rest.TrimStart(' ');
            if (_problem is not null || rest.IsEmpty || rest[0] != wanted)
                return false;
            _rest = rest[1..];
            return true;
        }

        private void Expect(string what)
        {
            var rest = _rest.TrimStart(' ');
            _problem ??= $"{what} is missing {(rest.IsEmpty ? "at the end" : $"before `{Shown(rest[0])}`")}";
        }
    }
}
