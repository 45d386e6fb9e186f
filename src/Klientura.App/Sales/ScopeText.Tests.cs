using Klientura.App.Sales;

namespace Klientura.App.Sales;

public sealed class ScopeTextTests
{
    [Fact]
    public void A_name_may_hold_commas()
    {
        var scope = ScopeText.Read(["manager=Белова, Анна,category=Кабель", "category=Лампы"]).Value!;
        scope.Managers.ShouldBe(["Белова, Анна"]);
        scope.Categories.ShouldBe(["Кабель", "Лампы"]);
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        var text = "manager=Белова Анна,category=Кабель,category=Лампы,region=Москва";
        ScopeText.Write(ScopeText.Read([text]).Value!).ShouldBe(text);
    }

    [Theory]
    [InlineData("Москва")]
    [InlineData("town=Москва")]
    public void A_filter_without_a_known_key_is_refused(string text) => ScopeText.Read([text]).Refusal!.Code.ShouldBe("scope_invalid");
}
