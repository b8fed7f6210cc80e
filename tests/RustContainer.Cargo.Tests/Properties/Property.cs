using System.Globalization;
using FsCheck;

namespace RustContainer.Cargo.Tests.Properties;

/// <summary>
/// Runs a property over generated cases. <c>RUSTCONTAINER_PROPERTY_FACTOR</c> multiplies their number, and
/// <c>RUSTCONTAINER_PROPERTY_SEED</c> (the two numbers that a failure prints as StdGen) begins with the same case again.
/// </summary>
public static class Property
{
    private const string Factor = "RUSTCONTAINER_PROPERTY_FACTOR";
    private const string Seed = "RUSTCONTAINER_PROPERTY_SEED";

    // No case takes seconds; what takes a minute does not end.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Checks a number of cases on a thread of their own; a case that does not end fails the test, and does not hang it.</summary>
    public static void ForAll<T>(Arbitrary<T> cases, int count, Action<T> check, Func<T, string>? describe = null)
    {
        var current = (Case: "none", Number: 0L);
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                Prop.ForAll(cases, (T value) =>
                {
                    Volatile.Write(ref current.Number, current.Number + 1);
                    current.Case = describe?.Invoke(value) ?? value?.ToString() ?? "";
                    try
                    {
                        check(value);
                    }
                    catch (Exception error)
                    {
                        throw new PropertyFailedException(current.Case, error);
                    }
                }).Check(Configure(count));
            }
            catch (Exception error)
            {
                failure = error;
            }
        })
        { IsBackground = true };
        thread.Start();
        Wait(thread, () => (Volatile.Read(ref current.Number), current.Case));
        if (failure is not null)
            Assert.Fail($"{failure.Message}\nReplay with {Seed}=\"a,b\", the numbers of StdGen (a,b) above.");
    }

    private static void Wait(Thread thread, Func<(long Number, string Case)> current)
    {
        var before = -1L;
        while (!thread.Join(Patience))
        {
            var now = current();
            Assert.True(now.Number != before, $"This case does not end:\n{now.Case}");
            before = now.Number;
        }
    }

    private static FsCheck.Configuration Configure(int count)
    {
        var configuration = FsCheck.Configuration.QuickThrowOnFailure;
        configuration.MaxNbOfTest = count * (Value(Factor) is { } factor ? int.Parse(factor, CultureInfo.InvariantCulture) : 1);
        configuration.Name = "";
        if (Value(Seed)?.Split(',') is [var first, var second])
            configuration.Replay = FsCheck.Random.StdGen.NewStdGen(
                int.Parse(first, CultureInfo.InvariantCulture), int.Parse(second, CultureInfo.InvariantCulture));
        return configuration;
    }

    private static string? Value(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
