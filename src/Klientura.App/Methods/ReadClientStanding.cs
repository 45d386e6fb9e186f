using Klientura.App.Data;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.App.Methods;

/// <summary>A figure of one client, out of the table of a measure.</summary>
/// <param name="Method">Id of the measure.</param>
/// <param name="Column">Its column.</param>
/// <param name="Cell">The value or the reason it is missing.</param>
public sealed record ClientFigure(string Method, Column Column, Cell Cell);

/// <summary>How one client stands today.</summary>
/// <param name="Figures">The figure, and the one that explains it or null; those of measures that do not know the client are left out.</param>
/// <param name="Changes">Day, status before and status after, the latest first.</param>
public sealed record ClientStanding(IReadOnlyList<(ClientFigure Figure, ClientFigure? Hint)> Figures, IReadOnlyList<IReadOnlyList<ClientFigure>> Changes);

/// <summary>Reads how one client stands from the measures that know it.</summary>
/// <param name="Client">The client.</param>
public sealed record ReadClientStanding(ClientId Client)
{
    private const string Status = "client-status";

    // Measure, its column, and the column that explains it.
    private static readonly (string Method, string Column, string? Hint)[] Shown =
        [(Status, "status", "since"), ("abc", "class", null), (Status, "value", null), (Status, "last_order", "d"), ("frequency", "expected_next", null), (Status, "orders", "m")];

    private static readonly string[] ChangeColumns = ["day", "from", "to"];

    /// <summary>The figures and changes; empty for a client no measure knows.</summary>
    public ClientStanding On(Company company)
    {
        var rows = Shown.Select(s => s.Method).Distinct().ToDictionary(m => m, m => Rows(company, m, []).FirstOrDefault() ?? []);
        var figures = Shown.Select(s => (Figure: Find(rows[s.Method], s.Column), Hint: Find(rows[s.Method], s.Hint)));
        var changes = Rows(company, Status, new() { ["view"] = "changes" }).Select(r => r.Where(f => ChangeColumns.Contains(f.Column.Id)).ToArray());
        return new([.. figures.Where(f => f.Figure is not null).Select(f => (f.Figure!, f.Hint))], [.. changes.OrderByDescending(r => Find(r, "day")!.Cell.Day)]);
    }

    private static ClientFigure? Find(ClientFigure[] row, string? column) => Array.Find(row, f => f.Column.Id == column);

    private IEnumerable<ClientFigure[]> Rows(Company company, string method, Dictionary<string, string> parameters) =>
        new RunMethod(method) { Parameters = parameters }.On(company) is { Ok: true, Value.Sheet: var sheet }
            ? sheet.RowsOf(Client.Value).Select(r => r.Cells.Select((cell, at) => new ClientFigure(method, sheet.Columns[at], cell)).ToArray())
            : [];
}
