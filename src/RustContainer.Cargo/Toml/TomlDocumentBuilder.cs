using RustContainer.Contract;

namespace RustContainer.Cargo.Toml;

/// <summary>Puts headers and keys together to a document, and refuses what TOML forbids to define twice or to reopen.</summary>
internal sealed class TomlDocumentBuilder(TomlCursor cursor)
{
    public TomlTableNode Root { get; } = new(TomlTableOrigin.Header, new TomlPosition(1, 1), 0);

    /// <summary>Opens the table of a <c>[header]</c>.</summary>
    public TomlTableNode OpenTable(List<TomlKeyPart> path, TomlPosition header)
    {
        var parent = WalkHeader(path);
        var key = path[^1];
        switch (parent.Find(key.Name))
        {
            case null:
                return AddTable(parent, key, TomlTableOrigin.Header, header);
            case TomlTableNode { Origin: TomlTableOrigin.Implied } table:
                parent.Claim(key, table, header);
                return table;
            default:
                throw Twice("table", parent, key);
        }
    }

    /// <summary>Opens the next table of a <c>[[header]]</c>.</summary>
    public TomlTableNode OpenTableOfArray(List<TomlKeyPart> path, TomlPosition header)
    {
        var parent = WalkHeader(path);
        var key = path[^1];
        if (parent.Find(key.Name) is not { } found)
            parent.Add(key, found = new TomlTableArrayNode(header));
        if (found is not TomlTableArrayNode array)
            throw Twice("array of tables", parent, key);
        array.Tables.Add(NewTable(parent.Depth + 2, key, TomlTableOrigin.Header, header));
        return array.Tables[^1];
    }

    /// <summary>The table that a dotted key's last part belongs to; that part is checked to be free.</summary>
    public TomlTableNode OpenKey(TomlTableNode section, List<TomlKeyPart> path)
    {
        var table = section;
        for (var i = 0; i < path.Count - 1; i++)
        {
            table = table.Find(path[i].Name) switch
            {
                null => AddTable(table, path[i], TomlTableOrigin.DottedKey, path[i].Position),
                TomlTableNode { Origin: TomlTableOrigin.DottedKey } next => next,
                TomlTableNode => throw CannotExtend(table, path[i], "a table with a header of its own"),
                _ => throw CannotExtend(table, path[i], "a finished value"),
            };
        }

        return table.Find(path[^1].Name) is null ? table : throw Twice("key", table, path[^1]);
    }

    private TomlTableNode WalkHeader(List<TomlKeyPart> path)
    {
        var table = Root;
        for (var i = 0; i < path.Count - 1; i++)
        {
            table = table.Find(path[i].Name) switch
            {
                null => AddTable(table, path[i], TomlTableOrigin.Implied, path[i].Position),
                TomlTableNode next => next,
                TomlTableArrayNode array => array.Tables[^1],
                _ => throw CannotExtend(table, path[i], "a finished value"),
            };
        }

        return table;
    }

    private TomlTableNode AddTable(TomlTableNode parent, TomlKeyPart key, TomlTableOrigin origin, TomlPosition position)
    {
        var table = NewTable(parent.Depth + 1, key, origin, position);
        parent.Add(key, table);
        return table;
    }

    private TomlTableNode NewTable(int depth, TomlKeyPart key, TomlTableOrigin origin, TomlPosition position) =>
        depth <= TomlDocument.MaxDepth
            ? new TomlTableNode(origin, position, depth)
            : throw cursor.Error(key.Position, $"Tables and arrays are nested more than {TomlDocument.MaxDepth} deep.");

    private CodedException Twice(string what, TomlTableNode parent, TomlKeyPart key) => cursor.Error(key.Position,
        $"The {what} '{key.Name}' is defined twice: it already stands at line {parent.PositionOf(key.Name).Line}.");

    private CodedException CannotExtend(TomlTableNode parent, TomlKeyPart key, string what) => cursor.Error(key.Position,
        $"'{key.Name}' cannot be added to: it is {what}, defined at line {parent.PositionOf(key.Name).Line}.");
}
