using System.Text;
using RustContainer.Cargo.Toml;
using RustContainer.Contract;

namespace RustContainer.Cargo.Tests.Properties;

public class A_mutated_document_gives_a_value_or_one_error
{
    // Reading and deriving everything from an unchanged one takes about one.
    private const long MostBytes = 64 * 1024 * 1024;

    private static readonly string[] Documents = ["Cargo.toml", "Cargo.lock", "config.toml", "config", "more.toml", "rust-toolchain", "rust-toolchain.toml"];

    [Fact]
    public void As_they_are_written_they_give_values()
    {
        foreach (var files in WrittenWorkspaces.All)
        {
            using var fixture = new CargoFixture(files);
            Assert.Null(WorkspaceReading.Check(fixture.PathOf("w/Cargo.toml")));
        }
    }

    [Fact]
    public void Where_bytes_are_damaged() => Check(200, (bytes, mutations) => mutations.Aggregate(bytes, ByteMutation.Apply));

    [Fact]
    public void Where_words_are_exchanged() => Check(300, (bytes, mutations) =>
        Encoding.UTF8.GetBytes(mutations.Aggregate(Encoding.UTF8.GetString(bytes), TokenMutation.Apply)));

    [Fact]
    public void Where_it_says_something_else() => Check(500, (bytes, mutations) => TryParse(bytes) is { } table
        ? Encoding.UTF8.GetBytes(TomlWriter.Write(mutations.Aggregate(table, TreeMutation.Apply)))
        : mutations.Aggregate(bytes, ByteMutation.Apply));

    private static void Check(int count, Func<byte[], Mutation[], byte[]> mutate)
    {
        var fixtures = WrittenWorkspaces.All.Select(files => new CargoFixture(files)).ToArray();
        try
        {
            Property.ForAll(Mutation.Lists, count, mutations =>
            {
                var (path, bytes) = Mutated(fixtures, mutations, mutate);
                var before = File.ReadAllBytes(path);
                try
                {
                    File.WriteAllBytes(path, bytes);
                    Read(Mutation.Choose(fixtures, mutations[0].Place));
                }
                finally
                {
                    File.WriteAllBytes(path, before);
                }
            }, mutations => Mutated(fixtures, mutations, mutate) is var (path, bytes) ? $"{path}:\n{Encoding.UTF8.GetString(bytes)}" : "");
        }
        finally
        {
            Array.ForEach(fixtures, fixture => fixture.Dispose());
        }
    }

    private static (string Path, byte[] Bytes) Mutated(CargoFixture[] fixtures, Mutation[] mutations, Func<byte[], Mutation[], byte[]> mutate)
    {
        var fixture = Mutation.Choose(fixtures, mutations[0].Place);
        var documents = Directory.GetFiles(fixture.Root, "*", SearchOption.AllDirectories)
            .Where(file => Documents.Contains(Path.GetFileName(file))).Order(StringComparer.Ordinal).ToArray();
        var path = Mutation.Choose(documents, mutations[0].Kind / 7);
        return (path, mutate(File.ReadAllBytes(path), mutations));
    }

    private static void Read(CargoFixture fixture)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        WorkspaceReading.Check(fixture.PathOf("w/Cargo.toml"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
    }

    private static TomlTable? TryParse(byte[] bytes)
    {
        try
        {
            return TomlDocument.Parse(bytes, "x");
        }
        catch (CodedException)
        {
            return null;
        }
    }
}
