using Klientura.App.Data;
using Klientura.Core.Sales;
using Klientura.Core.Methods;
using Klientura.Core.Methods.Measures;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.App.Methods;

/// <summary>How a measure stands.</summary>
public enum LightTone
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Worse, not yet alarming.</summary>
    Warn,

    /// <summary>Alarming: somebody has to act.</summary>
    Bad,
}

/// <summary>A measure with its light, the method behind it and what to do about it.</summary>
/// <param name="Id">Id of the figure in the method's answer.</param>
/// <param name="Title">Label.</param>
/// <param name="Kind">What the value is.</param>
/// <param name="Value">The value or the reason it is missing.</param>
/// <param name="Hint">Norm or comparison.</param>
/// <param name="Tone">The light; <see cref="LightTone.Good"/> when nothing is wrong or nothing is known.</param>
/// <param name="Action">What to do when the light is not good.</param>
/// <param name="Method">Method whose page lists the clients behind it.</param>
/// <param name="Parameters">Parameters of that page.</param>
public sealed record OverviewLight(string Id, Words Title, CellKind Kind, Cell Value, Words Hint, LightTone Tone, Words Action, string Method, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>Whether it is one of the mandatory measures, which have a panel of their own.</summary>
    public bool IsOfPanel => Method == OverviewLights.PanelMethod;
}

/// <summary>Reads the lights of the overview from the methods that know them.</summary>
internal sealed class OverviewLights(Company company, Scope scope, (DateOnly AsOf, Month First) known, bool hasLastYear)
{
    /// <summary>Worse by more than this against the year before is red (methods.md E-3.1).</summary>
    private const double Red = 0.10;

    private const double SecondTarget = 0.67;
    private const double SecondRed = 0.50;

    private const string RedNote = "red_";

    /// <summary>The method of the mandatory measures.</summary>
    public const string PanelMethod = "measure-panel";

    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();
    private static readonly IReadOnlyDictionary<string, string> LeftClassA = new Dictionary<string, string> { ["view"] = "left_a" };
    private static readonly IReadOnlyDictionary<string, string> Clients = new Dictionary<string, string> { ["view"] = "clients" };

    // Measures of the panel that other methods compute too: what is switched off there is off here.
    private static readonly Dictionary<string, string> PanelMethods = new() { ["second_ratio"] = "second-purchase", ["frequency"] = "frequency", ["average_order"] = "average-order", ["retention"] = "retention" };

    public IReadOnlyList<OverviewLight> Read()
    {
        var off = new ReadMeasureUse().On(company).Where(u => u.IsOff).Select(u => u.Method).ToHashSet();
        return [.. new[] { Kept(), Second(), AtRisk(), LeftA() }.Concat(Panel()).OfType<OverviewLight>().Where(l => l.Value.HasValue && !off.Contains(l.IsOfPanel ? PanelMethods.GetValueOrDefault(l.Id, "") : l.Method))];
    }

    private OverviewLight? Kept()
    {
        if (Run("retention") is not { } now || Spans.LastYear(now.Period).First < known.First) return null;
        var before = Run("retention", now.Period.Previous) is { } run && Figure(run, "grr") is { HasValue: true } earlier ? earlier.Number : (double?)null;
        if (Figure(now, "grr") is not { } grr) return null;
        var tone = before is not { } b || !grr.HasValue || grr.Number >= b ? LightTone.Good : grr.Number < b * (1 - Red) ? LightTone.Bad : LightTone.Warn;
        var lost = Figure(now, "lost") is { HasValue: true } l ? Wording.Clients(l.Integer) : Wording.Clients(0);
        var year = before is { } then ? Wording.Percent(then) : null;
        return new("grr", new("Удержание выручки", "Revenue kept"), CellKind.Share, grr,
            year is null ? new($"ушли {lost.Ru}", $"{lost.En} left") : new($"год назад {year.Ru}", $"{year.En} a year ago"), tone,
            new($"За год ушли {lost.Ru}: разберите причины по крупнейшим и решите, кого возвращать.", $"{lost.En} left in a year: find the causes of the largest and decide whom to win back."), "retention", Clients);
    }

    private OverviewLight? Second()
    {
        if (Run("second-purchase") is not { } run || Figure(run, "matured_share") is not { } share) return null;
        var tone = !share.HasValue || share.Number >= SecondTarget ? LightTone.Good : share.Number >= SecondRed ? LightTone.Warn : LightTone.Bad;
        return new("matured_share", new("Вторые покупки", "Second purchases"), CellKind.Share, share, new("норма 67\u00A0%", "target 67%"), tone,
            new("Новые клиенты редко покупают второй раз: позвоните тем, кто ждёт дольше всех.", "New clients seldom buy again: call those who have waited longest."), "second-purchase", None);
    }

    private OverviewLight? AtRisk()
    {
        if (Run("client-risk") is not { } run || Figure(run, "money_at_risk") is not { } money || Figure(run, "high_count") is not { HasValue: true } high) return null;
        var (many, some) = (Wording.Clients(high.Integer), Figure(run, "medium_count") is { HasValue: true } medium ? medium.Integer : 0);
        var next = Wording.Clients(some);
        if (high.Integer == 0 && some > 0)
            return new("money_at_risk", new("Под угрозой", "At risk"), CellKind.Money, money, new($"средний риск: {next.Ru}", $"medium risk: {next.En}"), LightTone.Warn,
                new($"Средний риск ухода: {next.Ru}. Позвоните сначала тем, у кого под угрозой больше денег.", $"Medium risk of loss: {next.En}. Call first those with the most money at risk."), "client-risk", None);
        return new("money_at_risk", new("Под угрозой", "At risk"), CellKind.Money, money, new($"высокий риск: {many.Ru}", $"high risk: {many.En}"), high.Integer > 0 ? LightTone.Bad : LightTone.Good,
            new($"Высокий риск ухода: {many.Ru}. Свяжитесь с каждым в ближайшие два рабочих дня.", $"High risk of loss: {many.En}. Reach each of them within two working days."), "client-risk", None);
    }

    private OverviewLight? LeftA()
    {
        if (!hasLastYear || Run("abc-migration", parameters: LeftClassA) is not { } run || Figure(run, "a_left_value") is not { } value) return null;
        var left = run.Sheet.Rows.Count;
        var many = Wording.Clients(left);
        return new("a_left_value", new("Ушло из класса A", "Left class A"), CellKind.Money, value, many, left > 0 && value.HasValue && value.Money < Money.Zero ? LightTone.Bad : LightTone.Good,
            new($"Из класса A: {many.Ru}. По каждому назовите причину и следующий шаг.", $"Out of class A: {many.En}. Name the cause and the next step for each."), "abc-migration", LeftClassA);
    }

    // The panel names what is red in the last closed month in its notes, one a measure.
    private IEnumerable<OverviewLight> Panel()
    {
        if (Run(PanelMethod) is not { } run) yield break;
        foreach (var note in run.Sheet.Notes.Where(n => n.Code.StartsWith(RedNote, StringComparison.Ordinal)))
            if (run.Sheet.Figures.FirstOrDefault(f => f.Id == note.Code[RedNote.Length..]) is { } figure)
                yield return new(figure.Id, new($"{figure.Title.Ru} за месяц", $"{figure.Title.En}, month"), figure.Kind, figure.Value, figure.Hint ?? new("", ""), LightTone.Bad, note.Text, PanelMethod, None);
    }

    private MethodRun? Run(string method, Period? period = null, IReadOnlyDictionary<string, string>? parameters = null) =>
        Catalogue.Find(method) is null ? null : new RunMethod(method) { Scope = scope, AsOf = known.AsOf, Period = period, Parameters = parameters ?? None }.On(company) is { Ok: true } run ? run.Value : null;

    private static Cell? Figure(MethodRun run, string id) => run.Sheet.Figures.FirstOrDefault(f => f.Id == id)?.Value;
}
