using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Workspaces;

/// <summary>A check of one kind of TOML value; throws what is wrong with it.</summary>
/// <param name="file">The manifest.</param>
/// <param name="path">Where the value stands.</param>
/// <param name="value">The value.</param>
internal delegate void ShapeCheck<in T>(ManifestFile file, ShapePath path, T value)
    where T : TomlValue;

/// <summary>What a value of a manifest may be: of the kinds that have a check, and so that the check finds nothing.</summary>
/// <param name="Expected">The end of "Cargo expects …".</param>
internal sealed record Shape(string Expected)
{
    public ShapeCheck<TomlString>? Text { get; init; }

    public ShapeCheck<TomlBoolean>? Flag { get; init; }

    public ShapeCheck<TomlInteger>? Number { get; init; }

    public ShapeCheck<TomlArray>? List { get; init; }

    public ShapeCheck<TomlTable>? Table { get; init; }

    /// <summary>Checks a value and what is in it, in the order of the file.</summary>
    public void Check(ManifestFile file, ShapePath path, TomlValue value)
    {
        switch (value)
        {
            case TomlString text when Text is not null:
                Text(file, path, text);
                break;
            case TomlBoolean flag when Flag is not null:
                Flag(file, path, flag);
                break;
            case TomlInteger number when Number is not null:
                Number(file, path, number);
                break;
            case TomlArray list when List is not null:
                List(file, path, list);
                break;
            case TomlTable table when Table is not null:
                Table(file, path, table);
                break;
            default:
                throw file.WrongType(path.Text, value, Expected);
        }
    }
}
