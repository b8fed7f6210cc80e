namespace RustContainer.Cargo.Workspaces;

/// <summary>Where a value stands in a manifest. Only a message needs it as a text, so that it is put together for that.</summary>
/// <param name="table">The dotted path of the table that holds it, "" for the document.</param>
/// <param name="key">Its key in that; "" for the document itself.</param>
internal readonly struct ShapePath(string table, string key)
{
    /// <summary>The dotted path.</summary>
    public string Text => table.Length == 0 ? key : $"{table}.{key}";
}
