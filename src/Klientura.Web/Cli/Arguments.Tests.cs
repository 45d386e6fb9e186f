using Klientura.Core.Values;

namespace Klientura.Web.Cli;

public sealed class ArgumentsTests
{
    private static readonly Command Measure = new("measure", "measure METHOD", new Words("", ""), _ => Task.FromResult(0)) { Options = ["param", "as-of"], TakesParameters = true, Words = (1, 1) };
    private static readonly Command Import = new("import", "import FILE...", new Words("", ""), _ => Task.FromResult(0)) { Options = ["mapping"], Flags = ["dry-run"], Words = (1, 3) };

    [Fact]
    public void An_option_may_stand_anywhere_and_take_its_value_either_way()
    {
        var read = Arguments.Read(Import, ["--dry-run", "a.csv", "--mapping=1c", "b.csv", "--format", "json"]).Value!;
        read.Words.ShouldBe(["a.csv", "b.csv"]);
        read.Has("dry-run").ShouldBeTrue();
        read.One("mapping").ShouldBe("1c");
        read.One("format").ShouldBe("json");
    }

    [Fact]
    public void An_unknown_option_of_measure_is_a_parameter_with_underscores()
    {
        var read = Arguments.Read(Measure, ["xyz", "--from-first-order", "false", "--t1=-0.5", "--param", "a=1", "--param", "b=x=y"]).Value!;
        read.Parameters.ShouldBe(new Dictionary<string, string> { ["from_first_order"] = "false", ["t1"] = "-0.5" });
        read.Pairs("param").Value.ShouldBe(new Dictionary<string, string> { ["a"] = "1", ["b"] = "x=y" });
    }

    [Theory]
    [InlineData("a.csv", "--maping", "x")]
    [InlineData("a.csv", "--mapping")]
    [InlineData("a", "b", "c", "d")]
    [InlineData("--dry-run")]
    public void A_wrong_call_is_refused(params string[] args) => Arguments.Read(Import, args).Refusal!.Code.ShouldBe("usage");

    [Fact]
    public void A_pair_without_a_sign_of_equality_is_refused() => Arguments.Read(Measure, ["abc", "--param", "t_a"]).Value!.Pairs("param").Ok.ShouldBeFalse();
}
