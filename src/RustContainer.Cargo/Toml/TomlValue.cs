namespace RustContainer.Cargo.Toml;

/// <summary>A value of a TOML document, with the place where it stands. TOML 1.1, https://toml.io/en/v1.1.0.</summary>
/// <param name="Position">Where the value begins; for a table made by a header, where the header begins.</param>
public abstract record TomlValue(TomlPosition Position);

/// <summary>A string.</summary>
public sealed record TomlString(string Value, TomlPosition Position) : TomlValue(Position);

/// <summary>A 64-bit integer.</summary>
public sealed record TomlInteger(long Value, TomlPosition Position) : TomlValue(Position);

/// <summary>A 64-bit float.</summary>
public sealed record TomlFloat(double Value, TomlPosition Position) : TomlValue(Position);

/// <summary>A boolean.</summary>
public sealed record TomlBoolean(bool Value, TomlPosition Position) : TomlValue(Position);

/// <summary>A date, a time or both. Cargo has no use for one, so the text is kept: normalised to <c>T</c> and <c>Z</c>.</summary>
/// <param name="Kind">Which of TOML's four it is.</param>
/// <param name="Text">RFC 3339 text.</param>
/// <param name="Position">Where it begins.</param>
public sealed record TomlDateTime(TomlDateTimeKind Kind, string Text, TomlPosition Position) : TomlValue(Position);

/// <summary>TOML's four kinds of dates and times.</summary>
public enum TomlDateTimeKind
{
    /// <summary>Date and time with an offset.</summary>
    OffsetDateTime,

    /// <summary>Date and time without an offset.</summary>
    LocalDateTime,

    /// <summary>A date.</summary>
    LocalDate,

    /// <summary>A time of day.</summary>
    LocalTime,
}

/// <summary>An array, inline or of tables.</summary>
public sealed record TomlArray(IReadOnlyList<TomlValue> Items, TomlPosition Position) : TomlValue(Position);
