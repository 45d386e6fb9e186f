using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.PAlive;

/// <summary>How to fit.</summary>
/// <param name="MinClients">Fewest histories to fit from.</param>
/// <param name="K">A fixed regularity for MBG/CNBD-k, 1..12; null to try them all.</param>
public sealed record FitOptions(int MinClients = FitOptions.FewestClients, int? K = null)
{
    /// <summary>Fewest histories any fit takes; with fewer, four parameters are guesswork.</summary>
    public const int FewestClients = 30;

    /// <summary>Fewest clients with a repeat purchase.</summary>
    public const int FewestRepeaters = 10;

    /// <summary>Most histories one fit takes.</summary>
    public const int MaxClients = 10_000_000;
}

/// <summary>The one door to all fits.</summary>
public static class BuyingModels
{
    /// <summary>Ids of the models that tell P(alive), as parameters and the command line name them.</summary>
    public static IReadOnlyList<string> Ids { get; } = [BgNbd.Id, MbgNbd.Id, MbgCnbdK.Id, ParetoNbd.Id];

    /// <summary>
    /// Fits the model (<c>bgnbd</c>, <c>mbgnbd</c>, <c>mbgcnbdk</c>, <c>paretonbd</c> or <c>gammagamma</c>) by maximum likelihood. Always ends; the result does
    /// not depend on the order of the histories or on the number of threads.
    /// </summary>
    /// <returns>The fit, or why there is none: <c>model_unknown</c>, <c>invalid_history</c>, <c>few_data</c>, <c>degenerate</c>, <c>not_converged</c>.</returns>
    public static Outcome<BuyingFit> Fit(string model, IReadOnlyList<BuyingHistory> histories, FitOptions? options = null)
    {
        options ??= new FitOptions();
        if (model != GammaGamma.Id && !Ids.Contains(model)) return Unknown(model);
        if (options.K is < 1 or > MbgCnbdK.MaxK)
            throw new ArgumentOutOfRangeException(nameof(options), options.K, "k is a whole number between 1 and 12");
        if (Check(model, histories, options) is { } refusal) return refusal;
        if (model == GammaGamma.Id) return GammaGamma.Fit(histories);
        var sample = new BuyingSample(histories);
        return model switch
        {
            BgNbd.Id => BgNbd.Fit(sample),
            MbgNbd.Id => MbgNbd.Fit(sample),
            MbgCnbdK.Id => MbgCnbdK.Fit(sample, options.K),
            _ => ParetoNbd.Fit(sample),
        };
    }

    /// <summary>The model with given parameters instead of estimates, and how likely it makes the histories.</summary>
    /// <param name="model">One of <see cref="Ids"/>.</param>
    /// <param name="k">Regularity, for MBG/CNBD-k.</param>
    /// <param name="parameters">Four positive parameters in the order of the model.</param>
    /// <param name="histories">Any number of histories, even none.</param>
    public static Outcome<BuyingFit> Given(string model, int? k, double[] parameters, IReadOnlyList<BuyingHistory> histories)
    {
        if (!Ids.Contains(model)) return Unknown(model);
        for (var i = 0; i < histories.Count; i++)
            if (!histories[i].IsValid) return Invalid(i, histories[i]);
        var sample = new BuyingSample(histories);
        var logs = Array.ConvertAll(parameters, Math.Log);
        var gradient = new double[logs.Length];
        var (r, alpha, third, fourth) = (parameters[0], parameters[1], parameters[2], parameters[3]);
        BuyingFit Of(IBuyingModel predictor, double negative, params ModelParameter[] named) =>
            new(model, named, -negative, histories.Count, 0, AtBound: false) { Predictor = predictor };
        return model switch
        {
            ParetoNbd.Id => Of(new ParetoNbd(r, alpha, third, fourth), ParetoNbd.Evaluate(sample, logs, gradient), new("r", r), new("alpha", alpha), new("s", third), new("beta", fourth)),
            BgNbd.Id => Of(BgNbd.Model(r, alpha, third, fourth), new BetaGeometricLikelihood(sample, 1, false).Evaluate(logs, gradient), new("r", r), new("alpha", alpha), new("a", third), new("b", fourth)),
            MbgNbd.Id => Of(MbgNbd.Model(r, alpha, third, fourth), new BetaGeometricLikelihood(sample, 1, true).Evaluate(logs, gradient), new("r", r), new("alpha", alpha), new("a", third), new("b", fourth)),
            _ => Of(MbgCnbdK.Model(k ?? 1, r, alpha, third, fourth), new BetaGeometricLikelihood(sample, k ?? 1, true).Evaluate(logs, gradient),
                new("k", k ?? 1), new("r", r), new("alpha", alpha), new("a", third), new("b", fourth)),
        };
    }

    private static Refusal? Check(string model, IReadOnlyList<BuyingHistory> histories, FitOptions options)
    {
        if (histories.Count > FitOptions.MaxClients) return TooMany(histories.Count);
        var repeaters = 0;
        for (var i = 0; i < histories.Count; i++)
        {
            var history = histories[i];
            if (!history.IsValid) return Invalid(i, history);
            if (history.Repeats > 0) repeaters++;
            if (model == GammaGamma.Id && history.Repeats > 0 && !(history.MeanValue is > 0 and < 1e15)) return NoValue(i);
        }
        var clients = model == GammaGamma.Id ? repeaters : histories.Count;
        var fewest = Math.Max(options.MinClients, FitOptions.FewestClients);
        if (clients < fewest) return FewClients(clients, fewest);
        if (repeaters < FitOptions.FewestRepeaters) return FewRepeaters(repeaters);
        return AllEqual(model, histories) ? Degenerate() : null;
    }

    private static bool AllEqual(string model, IReadOnlyList<BuyingHistory> histories)
    {
        var considered = model == GammaGamma.Id ? histories.Where(h => h.Repeats > 0).Select(h => (0, 0.0, h.MeanValue!.Value)) : histories.Select(h => (h.Repeats, h.Recency, h.Age));
        return considered.Distinct().Take(2).Count() < 2;
    }

    private static Refusal Unknown(string model) => new("model_unknown", new Words(
        $"Модели «{model}» нет. Есть: {string.Join(", ", Ids)}, {GammaGamma.Id}.",
        $"There is no model “{model}”. There are: {string.Join(", ", Ids)}, {GammaGamma.Id}."));

    private static Refusal TooMany(int count) => new("too_many", new Words(
        $"Клиентов {count}, а модель берёт не больше {FitOptions.MaxClients}. Сузьте отбор.",
        $"There are {count} clients and the model takes at most {FitOptions.MaxClients}. Narrow the selection."));

    private static Refusal Invalid(int index, BuyingHistory history) => new("invalid_history", new Words(
        FormattableString.Invariant($"Запись {index + 1}: x = {history.Repeats}, t_x = {history.Recency}, T = {history.Age}. Нужно: x ≥ 0, 0 ≤ t_x ≤ T, и t_x = 0 только при x = 0."),
        FormattableString.Invariant($"Record {index + 1}: x = {history.Repeats}, t_x = {history.Recency}, T = {history.Age}. Required: x ≥ 0, 0 ≤ t_x ≤ T, and t_x = 0 exactly when x = 0.")));

    private static Refusal NoValue(int index) => new("invalid_history", new Words(
        $"Запись {index + 1}: у клиента есть повторные покупки, но нет их положительной средней суммы. Модели Gamma-Gamma она нужна.",
        $"Record {index + 1}: the client has repeat purchases but no positive mean value of them. Gamma-Gamma needs it."));

    private static Refusal FewClients(int clients, int fewest) => new("few_data", new Words(
        $"Мало данных: подходящих клиентов {clients}, а нужно не меньше {fewest}.",
        $"Too little data: {clients} suitable clients, at least {fewest} are needed."));

    private static Refusal FewRepeaters(int repeaters) => new("few_data", new Words(
        $"Мало данных: повторно купили {repeaters}, а нужно не меньше {FitOptions.FewestRepeaters}. По одним первым покупкам нельзя сказать, кто ушёл.",
        $"Too little data: {repeaters} clients bought again, at least {FitOptions.FewestRepeaters} are needed. First purchases alone cannot tell who has left."));

    private static Refusal Degenerate() => new("degenerate", new Words(
        "Все клиенты одинаковы: по таким данным нельзя отличить ушедшего от молчащего.",
        "All clients are the same: such data cannot tell a client that left from a silent one."));
}
