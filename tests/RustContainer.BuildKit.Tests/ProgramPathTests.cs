namespace RustContainer.BuildKit.Tests;

public sealed class ProgramPathTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("helper", "a/helper.cmd b/helper.exe", "a/helper.cmd")]
    [InlineData("helper", "a/helper.bat a/helper.cmd a/helper.exe", "a/helper.exe")]
    [InlineData("helper", "a/helper.bat a/helper.cmd", "a/helper.cmd")]
    [InlineData("helper", "a/helper b/helper.bat", "b/helper.bat")]
    [InlineData("helper.CMD", "a/helper.CMD.exe b/helper.CMD", "b/helper.CMD")]
    [InlineData("helper.v2", "a/helper.v2 b/helper.v2.exe", "b/helper.v2.exe")]
    [InlineData("helper", "a/helper a/helper.ps1", null)]
    public void A_program_of_Windows_is_found_by_its_extensions_folder_by_folder(string program, string files, string? expected)
    {
        foreach (var file in files.Split(' '))
            _folder.With(file, "");

        Assert.Equal(
            expected is null ? null : _folder.At(expected),
            ProgramPath.Find(program, $"{_folder.At("a")}{Path.PathSeparator}{_folder.At("b")}", ProgramPath.WindowsExtensions));
    }

    [Fact]
    public void A_program_of_another_system_is_found_by_its_name_alone()
    {
        _folder.With("a/helper.exe", "").With("b/helper", "");

        Assert.Equal(_folder.At("b/helper"), ProgramPath.Find("helper", $"{_folder.At("a")}{Path.PathSeparator}{_folder.At("b")}", []));
    }

    public void Dispose() => _folder.Dispose();
}
