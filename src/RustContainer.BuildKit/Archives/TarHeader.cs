using System.Buffers.Binary;
using System.Text;

namespace RustContainer.BuildKit;

/// <summary>The header of an entry of a tar, as far as it must be known to pass the entry on.</summary>
/// <param name="Name">The entry's name.</param>
/// <param name="Size">The length of its content in bytes.</param>
/// <param name="Type">Its type flag.</param>
/// <remarks>https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html, "ustar Interchange Format".</remarks>
internal sealed record TarHeader(string Name, long Size, byte Type)
{
    /// <summary>The length of a header; contents are filled up to a multiple of it.</summary>
    public const int BlockLength = 512;

    /// <summary>Whether its content belongs to the header of the next entry.</summary>
    public bool IsExtension => Type is (byte)'x' or (byte)'L' or (byte)'K';

    /// <summary>How many bytes follow before the next header.</summary>
    public long PaddedSize => (Size + BlockLength - 1) / BlockLength * BlockLength;

    /// <summary>Reads a header; <see langword="null"/> for a block of zeros, which is the end.</summary>
    /// <exception cref="InvalidDataException">It is no header.</exception>
    public static TarHeader? Read(ReadOnlySpan<byte> block)
    {
        if (!block.ContainsAnyExcept((byte)0))
        {
            return null;
        }

        var sum = 0L;
        for (var i = 0; i < BlockLength; i++)
        {
            sum += i is >= 148 and < 156 ? ' ' : block[i];
        }

        var size = Number(block[124..136]);
        return sum == Number(block[148..156]) && size is >= 0 and < long.MaxValue - BlockLength
            ? new TarHeader(NameIn(block), size, block[156])
            : throw new InvalidDataException("what should be an image is no tar");
    }

    private static string NameIn(ReadOnlySpan<byte> block)
    {
        var prefix = block[257..262].SequenceEqual("ustar"u8) ? Text(block[345..500]) : "";
        return prefix.Length > 0 ? $"{prefix}/{Text(block[..100])}" : Text(block[..100]);
    }

    private static string Text(ReadOnlySpan<byte> field) =>
        Encoding.UTF8.GetString(field.IndexOf((byte)0) is var end and >= 0 ? field[..end] : field);

    // Octal digits, or binary where the first bit says so.
    private static long Number(ReadOnlySpan<byte> field)
    {
        if ((field[0] & 0x80) != 0)
        {
            return field[0] == 0x80 && !field[1..^8].ContainsAnyExcept((byte)0) ? BinaryPrimitives.ReadInt64BigEndian(field[^8..]) : -1;
        }

        var number = 0L;
        foreach (var digit in field.Trim((byte)' ').TrimEnd((byte)0).Trim((byte)' '))
        {
            if (digit is < (byte)'0' or > (byte)'7')
            {
                return -1;
            }

            number = (number << 3) | (uint)(digit - '0');
        }

        return number;
    }
}
