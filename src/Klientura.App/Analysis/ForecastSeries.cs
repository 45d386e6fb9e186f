using System.Globalization;
using System.Text;
using Klientura.Core.Maths.Forecasting;
using Klientura.Core.Values;

namespace Klientura.App.Analysis;

/// <summary>Forecasts a file of series, one in a row: id, then values from the oldest to the newest. Works without a ledger.</summary>
/// <param name="File">Path of the file; a header is recognised by itself; blanks, NA and the like before the first and after the last value are not values.</param>
/// <param name="Options">Frequency, horizon, method, coverage of the interval.</param>
public sealed record ForecastSeries(string File, ForecastOptions Options)
{
    /// <summary>Most series of one file.</summary>
    public const int MaxSeries = 1_000_000;

    /// <summary>Most reasons kept for series that could not be forecast; the rest is counted.</summary>
    public const int MaxReasons = 100;

    private const int BatchSeries = 1_024;

    /// <summary>How programs write a value that is not there.</summary>
    private static readonly string[] Missing = ["NA", "NaN", "null", "-"];

    private static readonly string[] IdHeaders = ["id", "unique_id", "series_id", "item_id", "series", "name", "client", "item", "ряд", "код", "название", "клиент", "товар"];

    /// <summary>Whether low and high ends of the interval are written as rows of their own.</summary>
    public bool Intervals { get; init; }

    /// <summary>Writes CSV: <c>id,h1..hN</c>, or <c>id,part,h1..hN</c> with parts mean, low and high; a series that cannot be forecast keeps its row with empty cells. The order is the file's.</summary>
    public Outcome<ForecastSummary> To(Stream output)
    {
        var opened = InputTable.Open(File);
        if (!opened.Ok) return opened.Refusal;
        using var table = opened.Value;
        using var rows = Series(table).GetEnumerator();
        // A file that is refused as a whole writes nothing, not even a header.
        if (!rows.MoveNext()) return table.Failure ?? Empty();
        using var writer = new StreamWriter(output, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        var (count, refused, reasons) = (0, 0, new List<Words>());
        var batch = new List<InputRow>();
        for (var more = true; more;)
        {
            batch.Clear();
            for (; more && batch.Count < BatchSeries; more = rows.MoveNext()) batch.Add(rows.Current);
            var results = new Outcome<ForecastResult>[batch.Count];
            Parallel.For(0, batch.Count, i => results[i] = Forecast(table, batch[i]));
            if (count == 0)
            {
                if (BadQuestion(results[0]) is { } bad) return bad;
                Header(writer);
            }
            for (var i = 0; i < batch.Count; i++)
            {
                Write(writer, batch[i].Cells[0], results[i].Value);
                if (results[i].Refusal is not { } refusal) continue;
                if (refused++ < MaxReasons) reasons.Add(new Words($"строка {batch[i].Line}, ряд «{batch[i].Cells[0]}»: {refusal.Text.Ru}", $"line {batch[i].Line}, series “{batch[i].Cells[0]}”: {refusal.Text.En}"));
            }
            count += batch.Count;
            if (count > MaxSeries) return new Refusal("too_many_series", new Words($"Рядов больше {MaxSeries}: разделите файл.", $"There are more than {MaxSeries} series: split the file."));
        }
        writer.Flush();
        if (table.Failure is { } failure) return failure;
        return new ForecastSummary(count, refused, reasons);
    }

    private Outcome<ForecastResult> Forecast(InputTable table, InputRow row)
    {
        var (first, end) = (1, row.Cells.Length);
        while (end > 1 && IsMissing(row.Cells[end - 1])) end--;
        while (first < end && IsMissing(row.Cells[first])) first++;
        var values = new double[end - first];
        for (var i = first; i < end; i++)
            if (!InputCells.TryNumber(row.Cells[i], table.Delimiter, out values[i - first]))
                return new Refusal("not_a_number", IsMissing(row.Cells[i])
                    ? new Words($"пропуск на месте {i}: вставьте значение или начните ряд позже.", $"a gap at position {i}: put a value there or begin the series later.")
                    : new Words($"на месте {i} не число: «{Cut(row.Cells[i])}».", $"no number at position {i}: “{Cut(row.Cells[i])}”."));
        return Forecaster.Forecast(values, Options);
    }

    private static bool IsMissing(string cell) => cell.Length == 0 || Array.Exists(Missing, m => m.Equals(cell, StringComparison.OrdinalIgnoreCase));

    /// <summary>A wrong frequency, horizon or level is the question's fault and not the first series'.</summary>
    private static Refusal? BadQuestion(Outcome<ForecastResult> first) =>
        first.Refusal is { Code: "frequency_invalid" or "horizon_invalid" or "level_invalid" or "no_season" or "season_too_long" } refusal ? refusal : null;

    /// <summary>Rows without the header: a first row whose id is empty or a word for ids, or none of whose values is a number.</summary>
    private static IEnumerable<InputRow> Series(InputTable table)
    {
        var first = true;
        foreach (var row in table.Rows())
        {
            var isHeader = first && (row.Cells[0].Length == 0 || InputCells.Find(row.Cells[..1], IdHeaders) == 0
                || (row.Cells.Length > 1 && row.Cells.Skip(1).All(c => !InputCells.TryNumber(c, table.Delimiter, out _))));
            first = false;
            if (!isHeader) yield return row;
        }
    }

    private void Header(StreamWriter writer)
    {
        writer.Write(Intervals ? "id,part" : "id");
        for (var h = 1; h <= Options.Horizon; h++) writer.Write(string.Create(CultureInfo.InvariantCulture, $",h{h}"));
        writer.WriteLine();
    }

    private void Write(StreamWriter writer, string id, ForecastResult? result)
    {
        Row(writer, id, Intervals ? "mean" : null, result?.Mean);
        if (!Intervals) return;
        Row(writer, id, "low", result?.Low);
        Row(writer, id, "high", result?.High);
    }

    private void Row(StreamWriter writer, string id, string? part, double[]? values)
    {
        writer.Write(id.AsSpan().IndexOfAny(",\"\n") >= 0 ? '"' + id.Replace("\"", "\"\"", StringComparison.Ordinal) + '"' : id);
        if (part is not null) writer.Write("," + part);
        for (var h = 0; h < Options.Horizon; h++)
        {
            writer.Write(',');
            if (values is not null) writer.Write(values[h].ToString("R", CultureInfo.InvariantCulture));
        }
        writer.WriteLine();
    }

    private static string Cut(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 39), "…");

    private Refusal Empty() => new("file_empty", new Words($"В файле {Path.GetFileName(File)} нет ни одного ряда: нужна строка «код, значения».", $"The file {Path.GetFileName(File)} has no series: a row is an id, then values."));
}

/// <summary>What became of a file of series.</summary>
/// <param name="Series">Series in the file.</param>
/// <param name="Refused">Series that could not be forecast.</param>
/// <param name="Reasons">Why, for the first <see cref="ForecastSeries.MaxReasons"/> of them.</param>
public sealed record ForecastSummary(int Series, int Refused, IReadOnlyList<Words> Reasons);
