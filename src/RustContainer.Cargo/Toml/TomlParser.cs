using RustContainer.Contract;

namespace RustContainer.Cargo.Toml;

/// <summary>The grammar: statements, keys and values. Text scanning and the rules of definition are elsewhere.</summary>
internal sealed class TomlParser(TomlCursor cursor)
{
    private readonly TomlStrings _strings = new(cursor);
    private readonly TomlScalars _scalars = new(cursor);
    private readonly TomlDocumentBuilder _document = new(cursor);

    // The parts of the key that was read last.
    private readonly List<TomlKeyPart> _path = [];

    public TomlTable ReadDocument()
    {
        cursor.SkipByteOrderMark();
        var section = _document.Root;
        while (true)
        {
            cursor.SkipBlank();
            if (cursor.AtEnd)
                return _document.Root.Freeze();
            if (cursor.Current == '[')
            {
                section = ReadHeader();
                cursor.TakeEndOfLine("a header");
            }
            else
            {
                ReadKeyAndValue(section);
                cursor.TakeEndOfLine("a value");
            }
        }
    }

    private TomlTableNode ReadHeader()
    {
        var position = cursor.Position;
        cursor.Advance();
        var isArray = cursor.TryTake('[');
        cursor.SkipWhitespace();
        ReadKey();
        if (!cursor.TryTake(']') || (isArray && !cursor.TryTake(']')))
            throw cursor.Unexpected(isArray ? "']]' at the end of the header" : "']' at the end of the header");
        return isArray ? _document.OpenTableOfArray(_path, position) : _document.OpenTable(_path, position);
    }

    private void ReadKeyAndValue(TomlTableNode section)
    {
        ReadKey();
        if (!cursor.TryTake('='))
            throw cursor.Unexpected("'=' after the key");
        var table = _document.OpenKey(section, _path);
        var key = _path[^1];
        cursor.SkipWhitespace();
        table.Add(key, ReadValue(table.Depth + 1));
    }

    /// <summary>Reads a key, dotted or not, and the whitespace after it.</summary>
    private void ReadKey()
    {
        _path.Clear();
        do
        {
            cursor.SkipWhitespace();
            if (_path.Count >= TomlDocument.MaxDepth)
                throw TooDeep();
            _path.Add(new TomlKeyPart(Position: cursor.Position, Name: ReadKeyPart()));
            cursor.SkipWhitespace();
        }
        while (cursor.TryTake('.'));
    }

    private string ReadKeyPart()
    {
        if (cursor.Current is '"' or '\'')
            return _strings.Read(allowMultiline: false);
        var start = cursor.Index;
        cursor.SkipBareKey();
        return cursor.Index > start
            ? KeyOf(cursor.Since(start))
            : throw cursor.Unexpected("a key (letters, digits, _, - or a quoted string)");
    }

    // Of most files most keys are these: they need not be a string of their own thousands of times.
    private static string KeyOf(ReadOnlySpan<char> key) => key switch
    {
        "workspace" => "workspace",
        "version" => "version",
        "name" => "name",
        "source" => "source",
        "checksum" => "checksum",
        "dependencies" => "dependencies",
        "features" => "features",
        "path" => "path",
        "optional" => "optional",
        "package" => "package",
        "edition" => "edition",
        "target" => "target",
        _ => key.ToString(),
    };

    private TomlValue ReadValue(int depth)
    {
        var position = cursor.Position;
        return cursor.Current switch
        {
            '"' or '\'' => new TomlString(_strings.Read(allowMultiline: true), position),
            '[' or '{' when depth > TomlDocument.MaxDepth => throw TooDeep(),
            '[' => ReadArray(position, depth),
            '{' => ReadInlineTable(position, depth),
            _ => _scalars.Read(),
        };
    }

    private TomlArray ReadArray(TomlPosition position, int depth)
    {
        var items = new List<TomlValue>();
        cursor.Advance();
        while (true)
        {
            cursor.SkipBlank();
            if (cursor.TryTake(']'))
                return new TomlArray(items, position);
            items.Add(ReadValue(depth + 1));
            cursor.SkipBlank();
            if (!cursor.TryTake(',') && cursor.Current != ']')
                throw cursor.Unexpected("',' or ']' in the array");
        }
    }

    private TomlTable ReadInlineTable(TomlPosition position, int depth)
    {
        var table = new TomlTableNode(TomlTableOrigin.Header, position, depth);
        cursor.Advance();
        while (true)
        {
            cursor.SkipBlank();
            if (cursor.TryTake('}'))
                return table.Freeze();
            ReadKeyAndValue(table);
            cursor.SkipBlank();
            if (!cursor.TryTake(',') && cursor.Current != '}')
                throw cursor.Unexpected("',' or '}' in the inline table");
        }
    }

    private CodedException TooDeep() =>
        cursor.Error(cursor.Index, $"Tables and arrays are nested more than {TomlDocument.MaxDepth} deep.");
}
