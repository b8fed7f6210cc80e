using RustContainer.Cargo.Versions;

namespace RustContainer.Cargo.Tests.Versions;

public sealed class SemVersionTests
{
    [Theory]
    [InlineData("0.0.0")]
    [InlineData("1.2.3")]
    [InlineData("1.0.0-alpha.1")]
    [InlineData("1.0.0--")]
    [InlineData("1.0.0-0a.x-y.00b+001.sha-5114f85")]
    [InlineData("1.0.0+20130313144700")]
    [InlineData("18446744073709551615.0.0")]
    public void A_version_is_read_and_written_as_it_stands(string text) => Assert.Equal(text, SemVersion.Parse(text).ToString());

    [Theory]
    [InlineData("", "expected the major number, found the end")]
    [InlineData("1", "expected '.' after the major number, found the end")]
    [InlineData("1.2", "expected '.' after the minor number, found the end")]
    [InlineData("1.2.", "expected the patch number, found the end")]
    [InlineData("v1.2.3", "expected the major number, found 'v'")]
    [InlineData("1.2.x", "expected the patch number, found 'x'")]
    [InlineData("01.2.3", "the major number begins with a zero")]
    [InlineData("1.2.18446744073709551616", "the patch number is too large")]
    [InlineData("1.2.3-", "the pre-release has an empty part")]
    [InlineData("1.2.3-a..b", "the pre-release has an empty part")]
    [InlineData("1.2.3-01", "a number of the pre-release begins with a zero")]
    [InlineData("1.2.3+", "the build metadata has an empty part")]
    [InlineData("1.2.3 ", "' ' cannot follow the version")]
    [InlineData("1.2.3.4", "'.' cannot follow the version")]
    [InlineData(" 1.2.3", "expected the major number, found ' '")]
    public void What_is_no_version_is_refused_with_the_reason(string text, string reason)
    {
        Assert.False(SemVersion.TryParse(text, out _, out var problem));
        Assert.Equal(reason, problem);
    }

    [Fact]
    public void Versions_are_ordered_as_SemVer_orders_them()
    {
        string[] ordered =
        [
            "0.9.9", "1.0.0-0", "1.0.0-2", "1.0.0-10", "1.0.0-99999999999999999999999", "1.0.0-alpha", "1.0.0-alpha.1",
            "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0",
        ];
        Assert.Equal(ordered, ordered.Reverse().Select(SemVersion.Parse).Order().Select(version => version.ToString()));
        Assert.True(SemVersion.Parse("1.2.3") > SemVersion.Parse("1.2.3-rc.1"));
        Assert.Equal(0, SemVersion.Parse("1.2.3+a").CompareTo(SemVersion.Parse("1.2.3+b")));
    }
}
