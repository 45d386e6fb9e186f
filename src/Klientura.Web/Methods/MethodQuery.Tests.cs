using Klientura.Core.Methods;
using Klientura.Core.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Klientura.Web.Methods;

/// <summary>The address of a method page is its whole state.</summary>
public sealed class MethodQueryTests
{
    private static readonly MethodCard Card = Catalogue.Find("abc")!.Card;

    [Theory]
    [InlineData("t_a=0.5"), InlineData("from=2026-01&to=2026-03&compare=year&t_a=0.7"), InlineData("as_of=2026-05-01&orders=document"), InlineData("manager=%D0%98%D0%B2%D0%B0%D0%BD&region=%D0%9C"), InlineData("")]
    public void An_address_reproduces_itself(string query) => Read(query).Address().ShouldBe("/methods/abc" + (query.Length > 0 ? "?" + query : ""));

    [Theory]
    [InlineData("t_a=80+%25"), InlineData("t_a=80%25"), InlineData("t_a=0,8"), InlineData("t_a=0.80"), InlineData("t_a=80%C2%A0%25")]
    public void A_default_written_in_any_way_stays_out_of_the_address(string query) => Read(query).Address().ShouldBe("/methods/abc");

    [Fact]
    public void A_percent_is_a_share() => Read("t_a=50+%25").Run.Parameters["t_a"].ShouldBe("0.5");

    [Fact]
    public void A_day_may_be_written_the_Russian_way() => Read("as_of=22.11.2026").Run.AsOf.ShouldBe(new DateOnly(2026, 11, 22));

    [Theory]
    [InlineData("as_of=31.02.2026"), InlineData("from=2026-05&to=2026-01"), InlineData("from=x&to=2026-01"), InlineData("as_of=0001-01-01")]
    public void Impossible_days_and_periods_are_refused(string query) => MethodQuery.Read(Card, Query(query)).Refusal!.Code.ShouldBe("query_invalid");

    private static MethodQuery Read(string query)
    {
        var read = MethodQuery.Read(Card, Query(query));
        read.Ok.ShouldBeTrue(read.Refusal?.Text.En);
        return read.Value!;
    }

    private static QueryCollection Query(string query) => new(QueryHelpers.ParseQuery(query));
}
