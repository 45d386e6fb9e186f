using System.Globalization;
using Klientura.App.Data;
using Klientura.App.Decisions;
using Klientura.Core.Facts;
using Klientura.Core.Values;
using Klientura.Web.Methods;
using Klientura.Web.People;
using Klientura.Web.Shell;
using Klientura.Web.Strings;

namespace Klientura.Web.Clients;

/// <summary>The page of one client and what people decide about it.</summary>
internal static class ClientRoutes
{
    private static readonly string[] DayPatterns = ["yyyy-MM-dd", "d.M.yyyy"];

    public static void MapClients(this WebApplication app)
    {
        var anyone = app.MapGroup("").RequireAuthorization(Access.Anyone);
        anyone.MapGet("/clients/{id:long}", (View view, long id, int? done, int? undone, int? skip) =>
            Find(view, id) is { } client ? Pages.Show<ClientPage>(new { Client = client, Done = done, Undone = undone, Skip = Math.Max(skip ?? 0, 0) }) : Results.NotFound());

        var decide = app.MapGroup("").RequireAuthorization(Access.Decide);
        decide.MapGet("/clients/{id:long}/decide/{kind}", (HttpContext context, View view, long id, string kind) =>
            Find(view, id) is { } client && DecisionText.Kind(kind) is { } asked ? context.InPanel<DecisionForm>(DecisionText.Title(asked), new() { ["Client"] = client, ["Kind"] = asked }) : Results.NotFound());
        decide.MapPost("/clients/{id:long}/decide/{kind}", Decide).Guarded();
        decide.MapPost("/clients/{id:long}/decisions/{change}/undo", Undo).Guarded();
    }

    private static async Task<IResult> Decide(HttpContext context, View view, long id, string kind)
    {
        if (Find(view, id) is not { } client || DecisionText.Kind(kind) is not { } asked) return Results.NotFound();
        var form = await context.Request.ReadFormAsync();
        var kept = Kept(view, client, asked, form);
        if (kept.Ok) return context.GoTo($"/clients/{id}?done={kept.Value.Id}");
        context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return context.InPanel<DecisionForm>(DecisionText.Title(asked), new() { ["Client"] = client, ["Kind"] = asked, ["Problem"] = kept.Refusal.Text, ["Given"] = form.Where(f => f.Key[0] != '_').ToDictionary(f => f.Key, f => f.Value.ToString()) });
    }

    private static Outcome<DecisionChange> Kept(View view, Client client, DecisionKind kind, IFormCollection form)
    {
        var (id, reason, back) = (client.ExternalId, form["reason"].ToString(), form["take_back"] == "true");
        switch (kind)
        {
            case DecisionKind.Pause:
                if (Day(form["from"]) is not { } from) return NoDay;
                if (back) return new RecordPause(id, from, null, view.Who).On(view.Company);
                return Day(form["to"]) is { } to ? new RecordPause(id, from, to, view.Who) { Reason = reason }.On(view.Company) : NoDay;
            case DecisionKind.Project:
                if (!back && form["next"].ToString().Length > 0 && Day(form["next"]) is null) return NoDay;
                return new MarkProject(id, !back, view.Who) { Next = Day(form["next"]), Reason = reason }.On(view.Company);
            case DecisionKind.Loss:
                return Day(form["day"]) is { } day ? new RecordLoss(id, day, view.Who) { Reason = reason, TakeBack = back }.On(view.Company) : NoDay;
            case DecisionKind.Cause:
                return Month.TryParse(form["month"], out var month) ? new RecordCause(id, month, back ? null : form["cause"].ToString(), view.Who) { Reason = reason }.On(view.Company) : NoDay;
            case DecisionKind.SalesType:
                return new SetSalesType(back || form["type"].ToString().Length == 0 ? null : form["type"].ToString(), view.Who) { Client = id, Reason = reason }.On(view.Company);
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, null);
        }
    }

    private static IResult Undo(HttpContext context, View view, long id, string change)
    {
        if (Find(view, id) is not { } client) return Results.NotFound();
        var mine = int.TryParse(change, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && new ReadDecisions { Client = client.ExternalId }.History(view.Company).Any(c => c.Id == number);
        if (!mine) return Results.NotFound();
        var undone = new UndoDecision(number, view.Who).On(view.Company);
        return undone.Ok ? context.GoTo($"/clients/{id}?undone={undone.Value.Id}") : Pages.Show<ClientPage>(new { Client = client, Problem = undone.Refusal.Text }, 422);
    }

    private static Client? Find(View view, long id) => view.Company.Subjects.Clients.FirstOrDefault(c => c.Id.Value == id);

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text?.Trim(), DayPatterns, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static Refusal NoDay => new("day_missing", Phrases.Clients.NoDay);
}
