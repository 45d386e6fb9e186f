using Klientura.App.Methods;
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
        group.MapGet("/", (View view) =>
        {
            var overview = new ReadOverview().On(view.Company);
            return Pages.Show<OverviewPage>(new { Overview = overview.Ok ? overview.Value : null });
        });
        group.MapGet("/overview/why/{figure}", (HttpContext context, View view, string figure, int? skip) =>
        {
            (Words, Words)? found = figure switch
            {
                "revenue" => (Phrases.Overview.Revenue, Phrases.Overview.RevenueFormula),
                "active" => (Phrases.Overview.Active, Phrases.Overview.ActiveFormula),
                "overdue" => (Phrases.Overview.Overdue, Phrases.Overview.OverdueFormula),
                _ => null,
            };
            var overview = new ReadOverview().On(view.Company);
            if (found is not var (title, formula) || !overview.Ok) return Results.NotFound();
            var lines = LinesView.Of(view, LinesView.Everything with { From = overview.Value.Period.FirstDay, To = overview.Value.Period.LastDay, Skip = skip ?? 0 });
            var values = new Dictionary<string, object> { ["Title"] = title, ["Formula"] = formula, ["Overview"] = overview.Value, ["Address"] = $"/overview/why/{figure}" };
            if (figure != "overdue") values["Lines"] = lines;
            return context.InPanel<OverviewWhy>(title, values);
        });
    }
}
