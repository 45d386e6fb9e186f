using Klientura.App.Data;
using Klientura.App.Decisions;
using Klientura.Core.Methods;
using Klientura.Core.Methods.Measures.MeasureSet;
using Klientura.Core.Values;

namespace Klientura.App.Methods;

/// <summary>Whether a method is read under the sales type of the company (methods.md E-3.14).</summary>
/// <param name="Method">Id of the method.</param>
/// <param name="Measure">Name of the measure it computes.</param>
/// <param name="Use">Required, optional or off.</param>
/// <param name="Reason">Why it is not required, or what to mind; null when there is nothing to say.</param>
/// <param name="Type">The sales type; null while the ledger is empty and nobody chose one.</param>
/// <param name="IsChosen">Whether a person chose the type. A type the ledger suggests advises only: nothing is switched off by it.</param>
public sealed record MeasureUseState(string Method, Words Measure, MeasureUse Use, Words? Reason, SalesType? Type, bool IsChosen)
{
    /// <summary>Whether the measure is left out of the overview.</summary>
    public bool IsOff => IsChosen && Use == MeasureUse.Off;
}

/// <summary>Reads which measures the sales type of the company makes required, optional or misleading.</summary>
public sealed record ReadMeasureUse
{
    private const string MeasureSet = "measure-set";

    /// <summary>The state of one method; required for methods no sales type speaks of.</summary>
    public static MeasureUseState Of(string method, Company company)
    {
        var (type, isChosen) = TypeOf(company);
        var advice = type is { } known ? MeasureSetAnalysis.Of(method, known) : null;
        return new(method, advice?.Measure ?? Catalogue.Find(method)?.Card.Title ?? new(method, method), advice?.Use ?? MeasureUse.Required, advice?.Reason, type, isChosen);
    }

    /// <summary>The states of all methods, ordered by id.</summary>
    public IReadOnlyList<MeasureUseState> On(Company company) => [.. Catalogue.All.Select(m => Of(m.Card.Id, company))];

    /// <summary>The sales type of the company: the chosen one, else what the ledger shows; null for an empty ledger and no choice.</summary>
    public static (SalesType? Type, bool IsChosen) TypeOf(Company company)
    {
        if (ReadDecisions.ForMethods(company).CompanyType is { } chosen) return (chosen, true);
        if (new RunMethod(MeasureSet).On(company) is not { Ok: true, Value.Sheet.Figures: var figures }) return (null, false);
        var (gap, single) = (figures.Single(f => f.Id == "median_gap").Value, figures.Single(f => f.Id == "single_share").Value);
        return (MeasureSetAnalysis.Type(gap.HasValue ? gap.Number : null, single.Number), false);
    }
}
