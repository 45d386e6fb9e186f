using System.Diagnostics;
using Klientura.App.Data;
using Klientura.App.Sales;
using Klientura.Core.Facts;
using Klientura.Core.Methods;
using Klientura.Core.Methods.Measures.PAlive;
using Klientura.Core.Sales;
using Klientura.Core.Values;

namespace Klientura.App.Analysis;

/// <summary>A fitted model with the time the fit took.</summary>
/// <param name="Fit">The estimates.</param>
/// <param name="Seconds">Time of the fit alone, without reading.</param>
public sealed record TimedFit(BuyingFit Fit, double Seconds);

/// <summary>Fits a model of buying and leaving, or of spending, to a summary file or to the ledger.</summary>
/// <param name="Model">bgnbd, mbgnbd, mbgcnbdk, paretonbd or gammagamma.</param>
public sealed record FitModel(string Model)
{
    /// <summary>A fixed regularity for mbgcnbdk, 1..12, or null to try all.</summary>
    public int? K { get; init; }

    /// <summary>Unit of time of the ledger's histories, days: 7 or 1.</summary>
    public double UnitDays { get; init; } = PAliveAnalysis.WeekDays;

    /// <summary>End of observation of the ledger's histories; null for its last day.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>
    /// Fits to a file with a header: customer or ID; x or frequency; t_x or recency; T; zbar, monetary or monetary_value for gammagamma; litt or log_gaps for the regularity of mbgcnbdk.
    /// </summary>
    public Outcome<TimedFit> OnFile(string path)
    {
        var read = ReadHistories(path);
        return read.Ok ? Fit(read.Value) : read.Refusal;
    }

    /// <summary>Fits to the clients of the ledger; orders of one day are one purchase, fully returned ones are none.</summary>
    public Outcome<TimedFit> On(Company company)
    {
        var last = new ReadLedger().On(company).LastDay;
        if (last is null) return new Refusal("ledger_empty", new Words("В учёте пока нет строк. Загрузите файл продаж или укажите --input.", "The ledger has no lines yet. Import a sales file or name an --input."));
        var asOf = AsOf ?? last.Value;
        var (facts, subjects) = company.Facts(new FactsQuery(FactKinds.Orders, asOf, OrderMerge.Day, Scope.All));
        // Goods given free have no value to fit; the clients who only got such are left out of the value model alone.
        return Fit([.. PAliveAnalysis.Histories(facts.Orders, asOf, UnitDays).OrderBy(c => subjects.Rank(c.Client)).Select(c => c.History)
            .Where(h => Model != GammaGamma.Id || h.Repeats == 0 || h.MeanValue > 0)]);
    }

    private Outcome<TimedFit> Fit(IReadOnlyList<BuyingHistory> histories)
    {
        var watch = Stopwatch.StartNew();
        var fit = BuyingModels.Fit(Model, histories, new FitOptions(K: K));
        return fit.Ok ? new TimedFit(fit.Value, watch.Elapsed.TotalSeconds) : fit.Refusal;
    }

    private Outcome<IReadOnlyList<BuyingHistory>> ReadHistories(string path)
    {
        var opened = InputTable.Open(path);
        if (!opened.Ok) return opened.Refusal;
        using var table = opened.Value;
        var histories = new List<BuyingHistory>();
        int[]? columns = null;
        foreach (var row in table.Rows())
        {
            if (columns is null)
            {
                columns = Columns(row.Cells);
                if (Missing(columns) is { } missing) return table.Refuse("column_missing", row.Line, $"нет столбца {missing}. Нужны x, t_x, T (и zbar для gammagamma).", $"the column {missing} is missing. x, t_x, T are needed (and zbar for gammagamma).");
                continue;
            }
            var read = Read(table, row, columns);
            if (!read.Ok) return read.Refusal;
            if (histories.Count == FitOptions.MaxClients) return table.Refuse("too_many", row.Line, $"клиентов больше {FitOptions.MaxClients}.", $"more than {FitOptions.MaxClients} clients.");
            histories.Add(read.Value);
        }
        if (table.Failure is { } failure) return failure;
        return histories;
    }

    private static int[] Columns(string[] header) =>
    [
        InputCells.Find(header, "x", "frequency"), InputCells.Find(header, "t_x", "t.x", "recency"), Age(header),
        InputCells.Find(header, "zbar", "monetary", "monetary_value", "m_x"), InputCells.Find(header, "litt", "log_gaps"),
    ];

    private static int Age(string[] header) => InputCells.Find(header, "T", "T.cal", "T_cal", "age");

    private string? Missing(int[] columns)
    {
        if (columns[0] < 0) return "x";
        if (Model == GammaGamma.Id) return columns[3] < 0 ? "zbar" : null;
        return columns[1] < 0 ? "t_x" : columns[2] < 0 ? "T" : null;
    }

    private static Outcome<BuyingHistory> Read(InputTable table, InputRow row, int[] columns)
    {
        var values = new double?[columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i] < 0) continue;
            if (columns[i] >= row.Cells.Length || row.Cells[columns[i]].Length == 0)
            {
                if (i >= 3) continue;
                return table.Refuse("value_missing", row.Line, $"в столбце {columns[i] + 1} нет значения.", $"column {columns[i] + 1} has no value.");
            }
            if (!InputCells.TryNumber(row.Cells[columns[i]], table.Delimiter, out var number))
                return table.Refuse("not_a_number", row.Line, $"в столбце {columns[i] + 1} не число: «{row.Cells[columns[i]]}».", $"no number in column {columns[i] + 1}: “{row.Cells[columns[i]]}”.");
            values[i] = number;
        }
        var x = values[0]!.Value;
        if (x != Math.Floor(x) || x is < 0 or > BuyingHistory.MaxRepeats)
            return table.Refuse("invalid_history", row.Line, $"x = {x} — не число повторных покупок.", $"x = {x} is no number of repeat purchases.");
        // Spending alone says nothing of times: the shortest valid history stands in for them.
        var history = new BuyingHistory((int)x, values[1] ?? (x > 0 ? 1 : 0), values[2] ?? (x > 0 ? 1 : 0)) { MeanValue = values[3], LogGaps = values[4] };
        return history.IsValid ? history : table.Refuse("invalid_history", row.Line,
            FormattableString.Invariant($"x = {x}, t_x = {history.Recency}, T = {history.Age}. Нужно: 0 ≤ t_x ≤ T, и t_x = 0 только при x = 0."),
            FormattableString.Invariant($"x = {x}, t_x = {history.Recency}, T = {history.Age}. Required: 0 ≤ t_x ≤ T, and t_x = 0 exactly when x = 0."));
    }
}
