using Klientura.App.Methods;
using Klientura.Core.Sales;
using Klientura.Core.Sheets;
using Klientura.Core.Values;
using Klientura.Web.Shell;

namespace Klientura.Web.Methods;

/// <summary>Finds what stands behind one figure or one row of an answer.</summary>
internal sealed class WhyAnswer(View view, MethodQuery query, MethodRun run)
{
    /// <summary>The panel's parameters; null when the answer has no such figure or row.</summary>
    public Dictionary<string, object>? Find(string? figure, int? row, int skip)
    {
        var formats = view.Formats;
        if (figure is not null)
        {
            if (run.Sheet.Figures.FirstOrDefault(f => f.Id == figure) is not { } found) return null;
            List<(string, string)> values = [(formats.InCurrency(found.Title), found.Shown is null ? formats.Cell(found.Value, found.Kind) : formats.Figure(found))];
            return Panel(view[found.Title], values, Everything(skip), (-1, $"figure={Uri.EscapeDataString(figure)}"));
        }
        if (row is not { } id || run.Sheet.RowsOf(id).FirstOrDefault() is not { } line) return null;
        var cells = run.Sheet.Columns.Select((c, i) => (SheetData.Title(c, formats), SheetData.Shown(line.Cells[i], c, formats))).Where(c => c.Item2.Length > 0).ToArray();
        var panel = Panel(Name(id), cells, Narrow(Everything(skip), id), (id, $"row={id}"));
        if (run.Sheet.Subject == RowSubject.Client) panel["Client"] = view.Company.Subjects[new ClientId(id)];
        return panel;
    }

    private Dictionary<string, object> Panel(string subject, IReadOnlyList<(string, string)> values, LinesQuery lines, (int Row, string Tail) asked)
    {
        var address = query.Address("/why");
        return new()
        {
            ["Run"] = run, ["Row"] = asked.Row, ["Subject"] = subject, ["Values"] = values, ["Lines"] = LinesView.Of(view, lines), ["Address"] = $"{address}{(address.Contains('?') ? '&' : '?')}{asked.Tail}",
        };
    }

    private LinesQuery Everything(int skip) => LinesView.Everything with
    {
        Scope = run.Scope, From = run.Period.FirstDay, To = run.Period.LastDay < run.AsOf ? run.Period.LastDay : run.AsOf, Skip = Math.Max(skip, 0),
    };

    private LinesQuery Narrow(LinesQuery lines, int id) => run.Sheet.Subject switch
    {
        RowSubject.Client => lines with { Client = new ClientId(id) },
        RowSubject.Product => lines with { Product = new ProductId(id) },
        RowSubject.Category => lines with { Category = new CategoryId(id) },
        RowSubject.Manager => lines with { Manager = new ManagerId(id) },
        _ => lines,
    };

    private string Name(int id) => run.Sheet.Subject switch
    {
        RowSubject.Client => view.Company.Subjects[new ClientId(id)].Name,
        RowSubject.Product => view.Company.Subjects[new ProductId(id)].Name,
        RowSubject.Category => view.Company.Subjects[new CategoryId(id)],
        RowSubject.Manager => view.Company.Subjects[new ManagerId(id)],
        _ => "",
    };
}
