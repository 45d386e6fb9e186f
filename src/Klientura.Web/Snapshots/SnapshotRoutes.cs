using Klientura.App.Data;
using Klientura.App.Methods;
using Klientura.App.Snapshots;
using Klientura.Core.Values;
using Klientura.Web.Methods;
using Klientura.Web.People;
using Klientura.Web.Shell;
using Klientura.Web.Strings;

namespace Klientura.Web.Snapshots;

/// <summary>Closed months, what changed in them, and snapshots.</summary>
internal static class SnapshotRoutes
{
    private const string Root = "/snapshots";

    public static void MapSnapshots(this WebApplication app)
    {
        var anyone = app.MapGroup("").RequireAuthorization(Access.Anyone);
        anyone.MapGet(Root, (View view, string? closed, string? schedule) => Pages.Show<SnapshotsPage>(new { Closed = Month.TryParse(closed, out var month) ? month : (Month?)null, Switched = schedule is "on" or "off" ? schedule : "" }));
        anyone.MapGet(Root + "/months/{month}", Restated);
        anyone.MapGet(Root + "/months/{month}/rows", (View view, string month) => Rows(view, Restatement(view, month)));
        anyone.MapGet(Root + "/months/{month}/export/{format}", (View view, string month, string format) => File(view, Restatement(view, month), format));
        anyone.MapGet(Root + "/{id:long}", Open);
        anyone.MapGet(Root + "/{id:long}/rows", (View view, long id) => Rows(view, One(view, id)));
        anyone.MapGet(Root + "/{id:long}/export/{format}", (View view, long id, string format) => File(view, One(view, id), format));
        anyone.MapGet(Root + "/compare", Compare);
        anyone.MapGet(Root + "/compare/rows", (View view, int from, int to) => Rows(view, Compared(view, from, to)));
        anyone.MapGet(Root + "/compare/export/{format}", (View view, int from, int to, string format) => File(view, Compared(view, from, to), format));

        var lead = app.MapGroup("").RequireAuthorization(Access.Lead);
        lead.MapGet(Root + "/close/{month}", (HttpContext context, View view, string month) =>
            Month.TryParse(month, out var asked) ? context.InPanel<CloseQuestion>(Phrases.Snapshots.Close, new() { ["Month"] = asked }) : Results.NotFound());
        lead.MapPost(Root + "/close/{month}", Close).Guarded();
        lead.MapPost(Root + "/schedule", Schedule).Guarded();
    }

    private static IResult Restated(View view, string month)
    {
        if (!Month.TryParse(month, out var asked)) return Results.NotFound();
        var restated = new ReadRestatement(asked).On(view.Company);
        if (!restated.Ok) return restated.Refusal.Code == "month_not_closed" ? Results.NotFound() : Pages.Show<SnapshotsPage>(new { Problem = restated.Refusal.Text }, 422);
        return Pages.Show<RestatementPage>(new { Restated = restated.Value });
    }

    private static IResult Open(View view, long id)
    {
        var snapshot = Snapshot(view, id);
        return snapshot.Ok ? Pages.Show<SnapshotPage>(new { Snapshot = snapshot.Value }) : Results.NotFound();
    }

    private static IResult Compare(View view, int from, int to)
    {
        var compared = new CompareSnapshots(Math.Min(from, to), Math.Max(from, to)).On(view.Company);
        if (!compared.Ok) return compared.Refusal.Code == "snapshot_unknown" ? Results.NotFound() : Pages.Show<SnapshotsPage>(new { Problem = compared.Refusal.Text }, 422);
        return Pages.Show<ComparePage>(new { Comparison = compared.Value });
    }

    private static async Task<IResult> Close(HttpContext context, View view, string month)
    {
        if (!Month.TryParse(month, out var asked)) return Results.NotFound();
        var closed = await Task.Run(() => new CloseMonth(asked, view.Who).On(view.Company), context.RequestAborted);
        return closed.Ok ? context.GoTo($"{Root}?closed={asked}") : Pages.Show<SnapshotsPage>(new { Problem = closed.Refusal.Text }, 422);
    }

    private static async Task<IResult> Schedule(HttpContext context, View view, CloseByClock clock)
    {
        var form = await context.Request.ReadFormAsync();
        var on = form["active"] == "true";
        new SwitchMonthlyClose(on, view.Who).On(view.Company);
        if (on) clock.Soon();
        return context.GoTo($"{Root}?schedule={(on ? "on" : "off")}");
    }

    private static Outcome<MethodRun> Restatement(View view, string month)
    {
        if (!Month.TryParse(month, out var asked)) return new Refusal("snapshot_unknown", Phrases.Snapshots.NoSuch);
        var restated = new ReadRestatement(asked).On(view.Company);
        return restated.Ok ? SnapshotSheets.Of(view.Company, restated.Value) : restated.Refusal;
    }

    private static Outcome<MethodRun> One(View view, long id)
    {
        var snapshot = Snapshot(view, id);
        return snapshot.Ok ? SnapshotSheets.Of(view.Company, snapshot.Value) : snapshot.Refusal;
    }

    private static Outcome<MethodRun> Compared(View view, int from, int to)
    {
        var compared = new CompareSnapshots(from, to).On(view.Company);
        return compared.Ok ? SnapshotSheets.Of(view.Company, compared.Value) : compared.Refusal;
    }

    private static Outcome<Snapshot> Snapshot(View view, long id) => ReadSnapshots.One(view.Company, id is > 0 and <= int.MaxValue ? (int)id : 0);

    private static IResult Rows(View view, Outcome<MethodRun> run)
    {
        if (!run.Ok) return Refused(view, run.Refusal);
        var rows = new MemoryStream();
        SheetData.Write(run.Value.Sheet, view.Formats, rows);
        return Results.Bytes(rows.ToArray(), "application/json; charset=utf-8");
    }

    private static IResult File(View view, Outcome<MethodRun> run, string format)
    {
        ExportFormat? chosen = format switch { "xlsx" => ExportFormat.Xlsx, "csv" => ExportFormat.SpreadsheetCsv, _ => null };
        if (chosen is null) return Results.NotFound();
        return run.Ok ? MethodRoutes.File(view, new ExportSheet(run.Value, chosen.Value, view.Language)) : Refused(view, run.Refusal);
    }

    private static IResult Refused(View view, Refusal refusal) =>
        refusal.Code is "snapshot_unknown" or "month_not_closed" ? Results.NotFound() : Results.Text(view[refusal.Text], statusCode: 422);
}
