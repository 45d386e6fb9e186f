using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.PAlive;

/// <summary>The choices both P(alive) methods share: which model, in which unit of time, estimated from whom or given.</summary>
/// <param name="Model">Id of the model.</param>
/// <param name="K">A fixed regularity, or null to try all.</param>
/// <param name="Given">Parameters in the order of the model, or null to estimate them.</param>
/// <param name="UnitDays">Days in the unit of time.</param>
/// <param name="RunInMonths">Clients first seen within so many months of the start of the data do not take part in the estimate.</param>
public sealed record PAliveQuestion(string Model, int? K, double[]? Given, double UnitDays, int RunInMonths)
{
    /// <summary>Fewest clients for an estimate (methods.md E-3.9).</summary>
    public const int FewestClients = 200;

    private static readonly string[] GivenKeys = ["r", "alpha", "a", "b"];

    /// <summary>The parameters of the card.</summary>
    public static IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("model", ParameterKind.Choice, new("Модель", "Model"), MbgCnbdK.Id, Origin.Practice)
        {
            Choices =
            [
                new(MbgCnbdK.Id, new("MBG/CNBD-k: с учётом ритма", "MBG/CNBD-k: knows rhythm")),
                new(MbgNbd.Id, new("MBG/NBD: случайные покупки", "MBG/NBD: random buying")),
                new(BgNbd.Id, new("BG/NBD: без ухода после первой покупки", "BG/NBD: nobody leaves after the first purchase")),
                new(ParetoNbd.Id, new("Pareto/NBD: уход в любой момент", "Pareto/NBD: leaving at any moment")),
            ],
        },
        new("unit", ParameterKind.Choice, new("Единица времени", "Unit of time"), "week", Origin.Practice)
        {
            Choices = [new("week", new("неделя", "week")), new("day", new("день", "day"))],
        },
        new("run_in", ParameterKind.Integer, new("Разгон, месяцев", "Run-in, months"), "0", Origin.Design)
        {
            Min = 0, Max = 60,
            Hint = new("Клиенты, впервые увиденные в первые месяцы данных, могли покупать и раньше. Они не участвуют в подборе модели, но оцениваются.", "Clients first seen in the first months of the data may have bought before. They do not take part in the estimate but are still rated."),
        },
        new("k", ParameterKind.Integer, new("Ритмичность k", "Regularity k"), "", Origin.Practice)
        {
            Min = 1, Max = MbgCnbdK.MaxK, Hint = new("Только для MBG/CNBD-k. Пусто — самая правдоподобная из 1–12.", "Only for MBG/CNBD-k. Empty: the likeliest of 1–12."),
        },
        Fixed("r", "r"), Fixed("alpha", "alpha"), Fixed("a", "a"), Fixed("b", "b"),
    ];

    /// <summary>Reads the choices; refuses parameters given by halves.</summary>
    public static Outcome<PAliveQuestion> Read(ParameterValues values)
    {
        var model = values.Choice("model");
        var k = model == MbgCnbdK.Id ? (int?)values.NumberOrNull("k") : null;
        var given = GivenKeys.Select(values.NumberOrNull).ToArray();
        if (given.Any(g => g is not null) && (given.Any(g => g is null) || (model == MbgCnbdK.Id && k is null)))
            return new Refusal("parameter_invalid", new(
                "Чтобы не подбирать модель, задайте все её параметры: r, alpha, a и b (для MBG/CNBD-k ещё k, для Pareto/NBD a — это s, а b — beta).",
                "To use given parameters, give all of them: r, alpha, a and b (and k for MBG/CNBD-k; for Pareto/NBD a is s and b is beta)."));
        return new PAliveQuestion(model, k, given[0] is null ? null : Array.ConvertAll(given, g => g!.Value),
            values.Choice("unit") == "day" ? 1 : PAliveAnalysis.WeekDays, values.Integer("run_in"));
    }

    /// <summary>The model with the given parameters, or fitted to the clients whose first order lies after the run-in.</summary>
    public Outcome<BuyingFit> Fit(IReadOnlyList<ClientBuying> clients)
    {
        var start = clients.Count == 0 ? default : PAliveAnalysis.MonthsAfter(clients.Min(c => c.First), RunInMonths);
        var histories = clients.Where(c => c.First >= start).Select(c => c.History).ToArray();
        return Given is null ? BuyingModels.Fit(Model, histories, new FitOptions(FewestClients, K)) : BuyingModels.Given(Model, K, Given, histories);
    }

    private static Parameter Fixed(string key, string name) => new(key, ParameterKind.Number, new($"Параметр {name}", $"Parameter {name}"), "", Origin.Design)
    {
        Min = 1e-6, Max = 1e6, Hint = new("Пусто — подобрать по данным. Заданные параметры нужны, чтобы оценить маленькую базу по модели большой.", "Empty: estimate from the data. Given parameters rate a small base by the model of a large one."),
    };
}
