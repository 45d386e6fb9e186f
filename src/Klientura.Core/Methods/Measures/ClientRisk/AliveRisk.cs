using Klientura.Core.Methods.Measures.PAlive;
using Klientura.Core.Methods.Measures.PAliveBacktest;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.ClientRisk;

/// <summary>Chances of loss from P(alive) (E-3.9): 1 − P of MBG/CNBD-k fitted on the base in weeks, and whether the company's own history bears it out.</summary>
/// <param name="Losses">1 − P(alive) of every client with an order; empty without a model.</param>
/// <param name="NoModel">Why there is no model; null when there is one.</param>
internal sealed record AliveRisk(IReadOnlyDictionary<ClientId, double> Losses, Note? NoModel)
{
    private static readonly PAliveQuestion Question = new(MbgCnbdK.Id, null, null, PAliveAnalysis.WeekDays, 0);

    internal static AliveRisk Of(MethodInput input)
    {
        var clients = PAliveAnalysis.Histories(input.Facts.Orders, input.AsOf, Question.UnitDays).Where(c => !input.Decisions.IsProject(c.Client)).OrderBy(c => input.Subjects.Rank(c.Client)).ToArray();
        var fit = Question.Fit(clients);
        if (!fit.Ok)
            return new(new Dictionary<ClientId, double>(), new("no_model", new($"Вероятность потери взята по границам риска, потому что модели P(жив) нет. {fit.Refusal.Text.Ru}", $"Chances of loss go by the risk bands, because there is no P(alive) model. {fit.Refusal.Text.En}"), NoteLevel.Warning));
        var model = fit.Value.Predictor!;
        return new(clients.ToDictionary(c => c.Client, c => 1 - model.PAlive(c.History)), null);
    }

    // The rule of methods.md: calibrated when the first tenth of a year's back-test holds at least twice the average losses.
    internal static Note Calibration(MethodInput input)
    {
        // The model judged is the fixed one above over a year, whatever the company set for its own back-test.
        var test = new PAliveBacktestMethod();
        var lift = test.Run((input with { SettingsOf = MethodSettings.Factory }).ForMethod(test)) is { Ok: true, Value: { } sheet } && sheet.Figures.First(f => f.Id == "lift").Value is { HasValue: true } known ? known.Number : (double?)null;
        var said = lift is { } number ? Wording.Number(number, 2) : null;
        return lift switch
        {
            null => new("p_not_tested", new("Вероятность потери по P(жив) не откалибрована: на проверку не хватает истории или потерь.", "Chances of loss by P(alive) are not calibrated: there is too little history or loss to test them."), NoteLevel.Warning),
            >= PAliveBacktestSheet.GoodLift => new("p_calibrated", new($"Вероятность потери по P(жив) откалибрована: лифт первого дециля {said!.Ru} за год.", $"Chances of loss by P(alive) are calibrated: the first decile has a lift of {said.En} over a year.")),
            _ => new("p_not_calibrated", new($"Вероятность потери по P(жив) не откалибрована: лифт первого дециля {said!.Ru}, а нужно не меньше 2.", $"Chances of loss by P(alive) are not calibrated: the first decile has a lift of {said.En}, at least 2 is needed."), NoteLevel.Warning),
        };
    }
}
