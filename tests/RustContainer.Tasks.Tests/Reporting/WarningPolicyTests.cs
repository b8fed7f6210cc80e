using RustContainer.Tasks.Reporting;

namespace RustContainer.Tasks.Tests.Reporting;

public sealed class WarningPolicyTests
{
    [Theory]
    [InlineData("", "", "", "dead_code", false)]
    [InlineData("true", "", "", "dead_code", true)]
    [InlineData(" True ", "", "", "", true)]
    [InlineData("false", "", "", "dead_code", false)]
    [InlineData("true", "unused_mut; DEAD_CODE", "", "dead_code", false)]
    [InlineData("true", "", "1701;1702,\n  clippy::needless_return", "clippy::needless_return", false)]
    [InlineData("true", "", "1701;1702", "clippy::needless_return", true)]
    public void TreatWarningsAsErrors_heeds_the_lists_of_codes(string all, string notAsErrors, string noWarn, string code, bool isError) =>
        Assert.Equal(isError, WarningPolicy.Of(null, all, notAsErrors, noWarn).IsError(code));

    [Fact]
    public void What_MSBuild_takes_for_an_error_is_one()
    {
        var policy = WarningPolicy.Of(null, "") with { IsErrorForEngine = code => code is "dead_code" or "" };

        Assert.True(policy.IsError("dead_code"));
        Assert.True(policy.IsError(null));
        Assert.False(policy.IsError("unused_mut"));
    }
}
