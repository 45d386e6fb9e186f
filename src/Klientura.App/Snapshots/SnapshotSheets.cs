using System.Globalization;
using Klientura.App.Data;
using Klientura.App.Methods;
using Klientura.Core.Facts;
using Klientura.Core.Methods;
using Klientura.Core.Sales;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.App.Snapshots;

/// <summary>Snapshots and what changed between them as sheets, so that they are shown and exported like any other answer.</summary>
public static class SnapshotSheets
{
    private static readonly Words Client = new("Клиент", "Client");
    private static readonly Words Code = new("Код", "Id");

    /// <summary>Title of what a snapshot keeps.</summary>
    public static Words Title(string method) => method == CloseMonth.NetId ? new("Выручка месяца", "Revenue of the month") : Catalogue.Find(method)?.Card.Title ?? new(method, method);

    /// <summary>Words of a method's class codes; empty for a method whose classes are letters.</summary>
    public static IReadOnlyList<Code> Codes(Company company, string method) =>
        Catalogue.Find(method) is not null && new RunMethod(method).On(company) is { Ok: true } run && ClassColumns.Find(run.Value.Sheet) is { Class: >= 0 and var at } ? run.Value.Sheet.Columns[at].Codes : [];

    /// <summary>The clients of a snapshot with its rows.</summary>
    public static MethodRun Of(Company company, Snapshot snapshot)
    {
        var people = People(company);
        List<Column> columns = [new("client_id", CellKind.Text, Code), new("client", CellKind.Text, Client), ValueColumn(company, snapshot)];
        var classes = snapshot.ClassColumn.Length > 0;
        if (classes) columns.Add(new Column("class", CellKind.Letter, new("Класс", "Class")) { Codes = Codes(company, snapshot.Method) });
        var rows = snapshot.Rows.Select(r => new Row([r.ClientId, Name(people, r.ClientId), Read(r.Value, columns[2].Kind), .. classes ? [Letter(r.Class)] : Array.Empty<Cell>()], Subject(people, r.ClientId)))
            .OrderByDescending(r => r.Cells[2].HasValue ? r.Cells[2].ToInvariant(columns[2].Kind) is var text && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0 : decimal.MinValue)
            .ThenBy(r => r.Cells[0].Text, StringComparer.Ordinal).ToArray();
        return Run($"snapshot-{snapshot.Id}", new($"Снимок № {snapshot.Id}: {Title(snapshot.Method).Ru}", $"Snapshot no. {snapshot.Id}: {Title(snapshot.Method).En}"), snapshot, columns, rows);
    }

    /// <summary>Every client of whom the two snapshots say different things.</summary>
    public static MethodRun Of(Company company, SnapshotComparison comparison) =>
        Changes(company, [comparison], $"snapshots-{comparison.From.Id}-{comparison.To.Id}", new($"Снимки № {comparison.From.Id} и № {comparison.To.Id}", $"Snapshots no. {comparison.From.Id} and no. {comparison.To.Id}"), null);

    /// <summary>What changed in a closed month: a row for each client and measure, with the client's money of the month then and now.</summary>
    public static MethodRun Of(Company company, Restatement restatement) =>
        Changes(company, [restatement.Net, .. restatement.Classes], $"restatement-{restatement.Month}", new($"Что изменилось: {restatement.Month}", $"What changed: {restatement.Month}"), restatement);

    private static MethodRun Changes(Company company, IReadOnlyList<SnapshotComparison> comparisons, string id, Words title, Restatement? restatement)
    {
        var people = People(company);
        Code[] methods = [.. comparisons.Select(c => new Code(c.From.Method, Title(c.From.Method)))];
        Code[] codes = [.. comparisons.SelectMany(c => Codes(company, c.From.Method)).DistinctBy(c => c.Id)];
        Column[] columns =
        [
            new("method", CellKind.Letter, new("Замер", "Measure")) { Codes = methods }, new("client_id", CellKind.Text, Code), new("client", CellKind.Text, Client),
            new("class_from", CellKind.Letter, new("Класс был", "Class was")) { Codes = codes }, new("class_to", CellKind.Letter, new("Класс стал", "Class is")) { Codes = codes },
            new("value_from", CellKind.Number, new("Значение было", "Value was")), new("value_to", CellKind.Number, new("Значение стало", "Value is")),
            .. restatement is null ? Array.Empty<Column>() :
            [
                new Column("net_from", CellKind.Money, new("Выручка месяца была", "Revenue of the month was")), new Column("net_to", CellKind.Money, new("Выручка месяца стала", "Revenue of the month is")),
            ],
        ];
        var rows = new List<Row>();
        foreach (var comparison in comparisons)
            foreach (var change in comparison.Changes.Where(c => comparison.From.Method == CloseMonth.NetId || c.ClassChanged || restatement is null))
                rows.Add(new Row(
                    [
                        comparison.From.Method, change.ClientId, Name(people, change.ClientId), Letter(change.ClassFrom), Letter(change.ClassTo),
                        Read(change.ValueFrom ?? "", CellKind.Number), Read(change.ValueTo ?? "", CellKind.Number),
                        .. restatement is null ? Array.Empty<Cell>() : [restatement.NetThen(change.ClientId), restatement.NetNow(change.ClientId)],
                    ], Subject(people, change.ClientId)));
        return Run(id, title, comparisons[0].From, columns, rows);
    }

    private static MethodRun Run(string id, Words title, Snapshot of, IReadOnlyList<Column> columns, IReadOnlyList<Row> rows)
    {
        Period.TryParse(of.Period, out var period);
        return new MethodRun(new MethodCard(id, title, "0.11", FactKinds.None, Window.Year, []), new Sheet(RowSubject.Client, columns, rows, [], [], []), [], of.LedgerVersion, of.AsOf, period, null, OrderMerge.Day, Scope.All, 0);
    }

    private static Column ValueColumn(Company company, Snapshot snapshot)
    {
        if (snapshot.Method == CloseMonth.NetId) return new("value", CellKind.Money, new("Выручка", "Revenue"), Total: true);
        var column = new RunMethod(snapshot.Method).On(company) is { Ok: true } run ? run.Value.Sheet.Columns.FirstOrDefault(c => c.Id == snapshot.ValueColumn) : null;
        return column is null ? new("value", CellKind.Number, new("Значение", "Value")) : column with { Id = "value" };
    }

    private static Cell Read(string text, CellKind kind)
    {
        if (text.Length == 0) return Cell.Blank;
        switch (kind)
        {
            case CellKind.Date:
                return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? (Cell)day : Cell.Blank;
            case CellKind.Month:
                return Month.TryParse(text, out var month) ? (Cell)month : Cell.Blank;
        }
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return Cell.Blank;
        return kind switch
        {
            CellKind.Money => (Cell)Money.FromUnits(number),
            CellKind.Integer or CellKind.Days => (long)number,
            CellKind.Quantity => new Quantity(decimal.ToInt64(number * 1000)),
            _ => (double)number,
        };
    }

    private static Cell Letter(string? text) => string.IsNullOrEmpty(text) ? Cell.Blank : (Cell)text;

    private static Dictionary<string, Client> People(Company company) => company.Subjects.Clients.GroupBy(c => c.ExternalId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    private static string Name(Dictionary<string, Client> people, string id) => people.TryGetValue(id, out var client) ? client.Name : id;

    private static int Subject(Dictionary<string, Client> people, string id) => people.TryGetValue(id, out var client) ? client.Id.Value : -1;
}
