using Klientura.App.Data;
using Klientura.App.Methods;
using Klientura.Core.Sales;
using Klientura.Core.Values;
using Klientura.Web.Methods;
using Klientura.Web.People;
using Klientura.Web.Shell;
using Klientura.Web.Strings;

namespace Klientura.Web.Overview;

/// <summary>The first page and what stands behind its figures.</summary>
internal static class OverviewRoutes
{
    public static void MapOverview(this WebApplication app)
    {
        var group = app.MapGroup("").RequireAuthorization(Access.Anyone);
        group.MapGet("/", (View view, string? manager) =>
        {
            manager ??= OwnBase(view);
            var overview = Read(view, manager);
            if (!overview.Ok && overview.Refusal.Code == "scope_unknown") return Results.LocalRedirect("/?manager=");
            return Pages.Show<OverviewPage>(new { Overview = overview.Ok ? overview.Value : null, Manager = manager });
        });
        group.MapGet("/overview/why/{figure}", (HttpContext context, View view, string figure, string? manager, int? skip) =>
        {
            (Words, Words)? found = figure switch
            {
                "revenue" => (Phrases.Overview.Revenue, Phrases.Overview.RevenueFormula),
                "active" => (Phrases.Overview.Active, Phrases.Overview.ActiveFormula),
                "overdue" => (Phrases.Overview.Overdue, Phrases.Overview.OverdueFormula),
                _ => null,
            };
            var overview = Read(view, manager);
            if (found is not var (title, formula) || !overview.Ok) return Results.NotFound();
            var lines = LinesView.Of(view, LinesView.Everything with { Scope = Part(manager), From = overview.Value.Period.FirstDay, To = overview.Value.Period.LastDay, Skip = skip ?? 0 });
            var values = new Dictionary<string, object> { ["Title"] = title, ["Formula"] = formula, ["Overview"] = overview.Value, ["Address"] = $"/overview/why/{figure}{Tail(manager)}", ["List"] = $"/methods/frequency?show=overdue{Tail(manager, '&')}" };
            if (figure != "overdue") values["Lines"] = lines;
            return context.InPanel<OverviewWhy>(title, values);
        });
    }

    /// <summary>A client manager sees their own base first; empty for everybody else.</summary>
    internal static string OwnBase(View view) => view.Person is { } person ? App.People.OwnBase.Of(view.Company, person) : "";

    /// <summary>The manager as the end of an address.</summary>
    internal static string Tail(string? manager, char mark = '?') => string.IsNullOrEmpty(manager) ? "" : $"{mark}manager={Uri.EscapeDataString(manager)}";

    private static Outcome<App.Methods.Overview> Read(View view, string? manager) => new ReadOverview { Scope = Part(manager) }.On(view.Company);

    private static Scope Part(string? manager) => string.IsNullOrEmpty(manager) ? Scope.All : Scope.All with { Managers = [manager] };
}
