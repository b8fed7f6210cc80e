using RustContainer.Tasks.Project;

namespace RustContainer.Tasks.Tests;

/// <summary>Which folders of builds a context is without.</summary>
public sealed class OutputFoldersTests
{
    [Theory]
    [InlineData("/ws/bin/Debug /ws/bin/ /ws/obj /ws/bin", "/ws/bin /ws/obj")]
    [InlineData("/ws/bin /ws/binary", "/ws/bin /ws/binary")]
    [InlineData("/ws/obj/app /ws/bin/app /ws", "/ws/obj/app /ws/bin/app")]
    [InlineData("/ws/obj/app /ws/app/", "/ws/obj/app")]
    [InlineData("/ws/out/app /ws/out", "/ws/out")]
    public void A_folder_within_another_is_not_named_and_one_that_holds_the_sources_hides_none(string folders, string outermost) =>
        Assert.Equal(outermost.Split(' '), OutputFolders.Outermost(folders.Split(' '), "/ws/app", "/ws"));
}
