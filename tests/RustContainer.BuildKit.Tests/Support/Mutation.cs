namespace RustContainer.BuildKit.Tests;

/// <summary>Changes bytes as a broken or hostile peer would; the same seed makes the same changes.</summary>
internal static class Mutation
{
    private static readonly byte[] Interesting = [0, 1, 5, 0x08, 0x0a, 0x7f, 0x80, 0xc0, 0xff];

    /// <summary>The bytes with a few of them replaced, removed, doubled or cut off.</summary>
    public static byte[] Mutate(this Random random, byte[] bytes)
    {
        List<byte> changed = [.. bytes];
        for (var left = random.Next(4); left > 0 && changed.Count > 0; left--)
        {
            var at = random.Next(changed.Count);
            switch (random.Next(5))
            {
                case 0:
                    changed[at] = (byte)random.Next(256);
                    break;
                case 1:
                    changed[at] = random.Pick(Interesting);
                    break;
                case 2:
                    changed.RemoveAt(at);
                    break;
                case 3:
                    changed.InsertRange(at, changed.GetRange(at, Math.Min(random.Next(8), changed.Count - at)));
                    break;
                default:
                    changed.RemoveRange(at, changed.Count - at);
                    break;
            }
        }

        return [.. changed];
    }

    /// <summary>One of <paramref name="values"/>.</summary>
    public static T Pick<T>(this Random random, IReadOnlyList<T> values) => values[random.Next(values.Count)];
}
