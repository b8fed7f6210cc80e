using RustContainer.Tasks.Reporting;

namespace RustContainer.Tasks.Tests;

public class StepOutputsTests
{
    [Fact]
    public void Steps_without_number_are_kept_up_to_a_limit_and_those_that_succeeded_not_at_all()
    {
        var outputs = new StepOutputs();
        for (var i = 0; i < 100_000; i++)
            outputs.Of($"{i}").Take("line");

        Assert.Equal("line", outputs.Of("0").LastLines());
        Assert.Equal("(none)", outputs.Of("99999").LastLines());

        outputs.Forget("0");
        outputs.Of("99999").Take("another");
        Assert.Equal("another", outputs.Of("99999").LastLines());
    }

    [Fact]
    public void What_is_kept_of_a_step_has_a_limit()
    {
        var output = new StepOutput();
        for (var i = 0; i < 5000; i++)
        {
            output.Take($"error: {i}");
            output.Take(new string('x', 100_000));
        }

        Assert.InRange(output.LastLines().Length, 1000, 30_000);
        output.End();
        Assert.InRange(output.Errors.Count, 1, 1000);
    }
}
