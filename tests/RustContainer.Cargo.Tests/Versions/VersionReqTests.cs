using RustContainer.Cargo.Versions;

namespace RustContainer.Cargo.Tests.Versions;

public sealed class VersionReqTests
{
    [Theory]
    // Caret, also without the sign.
    [InlineData("1.2.3", "1.2.3 1.2.4 1.9.0", "1.2.2 2.0.0 0.9.9")]
    [InlineData("^1.2", "1.2.0 1.3.0", "1.1.9 2.0.0")]
    [InlineData("1", "1.0.0 1.99.99", "0.9.9 2.0.0")]
    [InlineData("0.2.3", "0.2.3 0.2.9", "0.2.2 0.3.0 1.2.3")]
    [InlineData("0.2", "0.2.0 0.2.9", "0.1.9 0.3.0")]
    [InlineData("0.0.3", "0.0.3", "0.0.2 0.0.4 0.1.0")]
    [InlineData("0.0", "0.0.0 0.0.9", "0.1.0")]
    [InlineData("0", "0.0.0 0.9.9", "1.0.0")]
    // Tilde.
    [InlineData("~1.2.3", "1.2.3 1.2.9", "1.2.2 1.3.0")]
    [InlineData("~1.2", "1.2.0 1.2.9", "1.1.0 1.3.0")]
    [InlineData("~1", "1.0.0 1.9.9", "0.9.0 2.0.0")]
    // Equality and comparisons, also with parts left out.
    [InlineData("=1.2.3", "1.2.3 1.2.3+build", "1.2.4 1.2.2")]
    [InlineData("=1.2", "1.2.0 1.2.9", "1.3.0")]
    [InlineData("=1", "1.0.0 1.9.0", "2.0.0")]
    [InlineData(">1.2.3", "1.2.4 2.0.0", "1.2.3 1.0.0")]
    [InlineData(">1.2", "1.3.0 2.0.0", "1.2.0 1.2.9")]
    [InlineData(">1", "2.0.0", "1.9.9")]
    [InlineData(">=1.2", "1.2.0 3.0.0", "1.1.9")]
    [InlineData("<1.2.3", "1.2.2 0.1.0", "1.2.3 1.3.0")]
    [InlineData("<1.2", "1.1.9", "1.2.0 1.2.9")]
    [InlineData("<=1.2", "1.2.9 1.0.0", "1.3.0")]
    [InlineData("<=1", "1.9.9", "2.0.0")]
    // Wildcards.
    [InlineData("*", "0.0.0 9.9.9", "1.0.0-a")]
    [InlineData(" x ", "0.0.0", "1.0.0-a")]
    [InlineData("1.*", "1.0.0 1.9.9", "2.0.0")]
    [InlineData("1.2.*", "1.2.0 1.2.9", "1.3.0")]
    [InlineData("1.X.X", "1.9.9", "2.0.0")]
    [InlineData("0.*", "0.9.9", "1.0.0")]
    [InlineData("0.0.*", "0.0.9", "0.1.0")]
    [InlineData(">=1.*", "1.0.0 2.0.0", "0.9.9")]
    // Lists.
    [InlineData(">=1.2, <1.5", "1.2.0 1.4.9", "1.1.9 1.5.0")]
    [InlineData(">= 1.2.3 ,< 2", "1.2.3 1.9.0", "2.0.0")]
    [InlineData("^1,=1.3.0", "1.3.0", "1.3.1")]
    // Pre-releases: only where the same three numbers ask for one.
    [InlineData("1.2.3", "1.2.3", "1.2.4-rc.1 1.3.0-a 2.0.0-a")]
    [InlineData("1.2.3-rc.1", "1.2.3-rc.1 1.2.3-rc.2 1.2.3 1.4.0", "1.2.3-beta 1.2.4-rc.1")]
    [InlineData("=1.0.0-a", "1.0.0-a", "1.0.0 1.0.0-b")]
    [InlineData("0.0.3-a", "0.0.3-b 0.0.3", "0.0.4")]
    [InlineData("~1.2.3-a", "1.2.3-b 1.2.9", "1.2.4-a 1.3.0")]
    [InlineData(">1.0.0-a", "1.0.0-b 1.0.0 2.0.0", "1.0.0-a 2.0.0-a")]
    [InlineData("<=1.0.0-b", "1.0.0-a 1.0.0-b 0.9.0", "1.0.0 0.9.0-a")]
    [InlineData(">=1.0.0-a, <2", "1.0.0-a 1.5.0", "2.0.0-a 1.5.0-a")]
    [InlineData(">=1.0.0-a, <1.0", "", "1.0.0-a 1.0.0")]
    [InlineData(">=1.0.0-a, <=1.0", "1.0.0", "1.0.0-a")]
    public void A_requirement_takes_the_versions_that_cargo_takes(string requirement, string accepted, string refused)
    {
        var parsed = VersionReq.Parse(requirement);
        foreach (var version in accepted.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            Assert.True(parsed.Matches(SemVersion.Parse(version)), $"{requirement} should take {version}");
        foreach (var version in refused.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            Assert.False(parsed.Matches(SemVersion.Parse(version)), $"{requirement} should refuse {version}");
    }

    [Theory]
    [InlineData("", "expected the major number, found the end")]
    [InlineData("a", "expected the major number, found 'a'")]
    [InlineData("1.2.3.4", "expected ',' between comparators, found '.'")]
    [InlineData("1 2", "expected ',' between comparators, found '2'")]
    [InlineData("1,", "expected the major number, found the end")]
    [InlineData("*, 1", "nothing can follow a wildcard, but ',' does")]
    [InlineData("1, *", "expected the major number, found '*'")]
    [InlineData("1.*.3", "no number can follow a wildcard")]
    [InlineData("1-a", "expected ',' between comparators, found '-'")]
    [InlineData("01", "the major number begins with a zero")]
    [InlineData("=>1", "expected the major number, found '>'")]
    [InlineData("1.2.3-", "the pre-release has an empty part")]
    public void What_is_no_requirement_is_refused_with_the_reason(string text, string reason)
    {
        Assert.False(VersionReq.TryParse(text, out _, out var problem));
        Assert.Equal(reason, problem);
    }

    [Fact]
    public void A_list_is_bounded_as_in_cargo()
    {
        Assert.True(VersionReq.TryParse(string.Join(',', Enumerable.Repeat("1", 32)), out _));
        Assert.False(VersionReq.TryParse(string.Join(',', Enumerable.Repeat("1", 100_000)), out _));
    }

    [Fact]
    public void The_text_stays_as_written() => Assert.Equal(" >=1 ", VersionReq.Parse(" >=1 ").ToString());
}
