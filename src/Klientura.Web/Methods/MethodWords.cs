using System.Globalization;
using Klientura.App.Methods;
using Klientura.Core.Facts;
using Klientura.Core.Methods;
using Klientura.Core.Values;
using Klientura.Web.Shell;
using Klientura.Web.Strings;

namespace Klientura.Web.Methods;

/// <summary>How the parts of a method's answer are said.</summary>
internal static class MethodWords
{
    /// <summary>Period, day and scope of the answer in one line.</summary>
    public static string? Basis(View view, Outcome<MethodRun> answer)
    {
        if (!answer.Ok) return null;
        var run = answer.Value;
        return string.Join(" · ", new[] { view.Formats.Period(run.Period), view.Formats.Day(run.AsOf), Scope(view, run), view.Say(Phrases.Methods.Version, view.Formats.Integer(run.LedgerVersion)) }.Where(t => t.Length > 0));
    }

    /// <summary>What the answer is narrowed to; empty for everything.</summary>
    public static string Scope(View view, MethodRun run) => string.Join(", ", run.Scope.Managers.Concat(run.Scope.Categories).Concat(run.Scope.Segments).Concat(run.Scope.Regions));

    /// <summary>What counts as one order.</summary>
    public static Words Orders(OrderMerge merge) => merge == OrderMerge.Day ? Phrases.Methods.OrdersDay : Phrases.Methods.OrdersDocument;

    /// <summary>A parameter value as people write it.</summary>
    public static string Value(View view, Parameter parameter, string text) => parameter.Kind switch
    {
        ParameterKind.Choice => view[parameter.Choices.First(c => c.Id == text).Title],
        ParameterKind.Flag => view[text == "true" ? Phrases.Methods.Yes : Phrases.Methods.No],
        _ when text.Length == 0 => Empty(view, parameter),
        ParameterKind.Money => view.Formats.Money(Money.FromUnits(decimal.Parse(text, CultureInfo.InvariantCulture))),
        _ => Field(view, parameter, text),
    };

    /// <summary>What an empty value of the parameter means.</summary>
    public static string Empty(View view, Parameter parameter) => view[parameter.IsOptional ? Phrases.Methods.NotSet : Phrases.Methods.Auto];

    /// <summary>A parameter value as it stands in its field: shares as percent.</summary>
    public static string Field(View view, Parameter parameter, string text)
    {
        if (parameter.Kind is not (ParameterKind.Share or ParameterKind.Number or ParameterKind.Integer or ParameterKind.Money) || !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) return text;
        return parameter.Kind == ParameterKind.Share ? (value * 100).ToString("0.##########", view.Formats.Culture) + (view.Language == "en" ? "%" : "\u00a0%") : value.ToString("0.##########", view.Formats.Culture);
    }
}
