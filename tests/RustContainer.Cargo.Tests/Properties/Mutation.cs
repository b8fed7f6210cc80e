using FsCheck;

namespace RustContainer.Cargo.Tests.Properties;

/// <summary>One change of a document: all numbers are taken modulo what there is to choose from.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Place">Where.</param>
/// <param name="Value">With what.</param>
public sealed record Mutation(int Kind, int Place, int Value)
{
    private const int Most = 1_000_003;

    /// <summary>One to five changes; a failing list is shrunk by leaving out one after the other.</summary>
    public static Arbitrary<Mutation[]> Lists { get; } = Arb.From(
        from count in Gen.Elements(1, 1, 1, 2, 2, 3, 5)
        from list in Gen.ArrayOf(count, One())
        select list,
        Shorter);

    /// <summary>The member of a list that a number chooses.</summary>
    public static T Choose<T>(IReadOnlyList<T> among, int number) => among[number % among.Count];

    private static Gen<Mutation> One() =>
        from kind in Gen.Choose(0, Most)
        from place in Gen.Choose(0, Most)
        from value in Gen.Choose(0, Most)
        select new Mutation(kind, place, value);

    private static IEnumerable<Mutation[]> Shorter(Mutation[] list)
    {
        for (var index = 0; list.Length > 1 && index < list.Length; index++)
            yield return [.. list[..index], .. list[(index + 1)..]];
    }
}
