using RustContainer.Contract;

namespace RustContainer.BuildKit.Tests;

/// <summary>Exported files on a disk that is full, which /dev/full is.</summary>
public sealed class ExpectedFileTests
{
    [Fact]
    public async Task What_a_full_disk_does_not_take_at_the_end_is_an_error_that_names_the_file()
    {
        await using var file = Full();
        await file.AppendAsync(new byte[1], CancellationToken.None);

        var error = await Assert.ThrowsAsync<CodedException>(async () => await file.FinishAsync());

        Assert.Equal(BuildKitCodes.ExportNotWritable, error.Diagnostic.Code);
        Assert.Contains("'bin/app'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_hides_no_error_that_came_before()
    {
        var file = Full();
        await file.AppendAsync(new byte[1], CancellationToken.None);

        await file.DisposeAsync();

        Assert.False(file.IsOpen);
    }

    private static ExpectedFile Full() => new(() => new FileStream("/dev/full", FileMode.Open, FileAccess.Write), "bin/app", size: 1);
}
