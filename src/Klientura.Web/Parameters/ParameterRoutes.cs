using Klientura.App.Data;
using Klientura.App.Methods;
using Klientura.App.Parameters;
using Klientura.Core.Methods;
using Klientura.Core.Values;
using Klientura.Web.Methods;
using Klientura.Web.People;
using Klientura.Web.Shell;
using Klientura.Web.Strings;

namespace Klientura.Web.Parameters;

/// <summary>The page of all settings of methods, the panel that changes one, and the way back.</summary>
internal static class ParameterRoutes
{
    private const string Root = "/settings/parameters";

    public static void MapParameters(this WebApplication app)
    {
        var anyone = app.MapGroup("").RequireAuthorization(Access.Anyone);
        anyone.MapGet(Root, (View view, string? q, string? changed, string? level, string? subject, int? saved, int? undone) => Pages.Show<ParametersPage>(new
        {
            Asked = (q ?? "").Trim(), OnlyChanged = changed == "true", Place = ParameterPlace.Read(level, subject, view.Company.Subjects), Saved = saved, Undone = undone,
        }));
        anyone.MapGet(Root + "/{id}/{key}", (HttpContext context, View view, string id, string key, string? level, string? subject) =>
            Find(id, key) is { } found ? context.InPanel<ParameterPanel>(found.Parameter.Title, Values(found, ParameterPlace.Read(level, subject, view.Company.Subjects), Given(found.Parameter, context.Request.Query["value"]))) : Results.NotFound());

        var lead = app.MapGroup("").RequireAuthorization(Access.Lead);
        lead.MapPost(Root + "/{id}/{key}", Save).Guarded();
        lead.MapPost(Root + "/changes/{id:long}/undo", Undo).Guarded();
    }

    /// <summary>Address of the panel of one parameter.</summary>
    internal static string Address(string method, string key, ParameterPlace place) => $"{Root}/{method}/{key}{place.Query('?')}";

    private static async Task<IResult> Save(HttpContext context, View view, string id, string key)
    {
        if (Find(id, key) is not { } found) return Results.NotFound();
        var form = await context.Request.ReadFormAsync();
        var place = ParameterPlace.Read(form["level"], form["subject"], view.Company.Subjects);
        var value = form["take_back"] == "true" ? null : MethodQuery.Normal(found.Parameter, form["value"].ToString());
        var kept = new SetParameter(id, key, value, view.Who) { Level = place.Level, Subject = place.Subject, Reason = form["reason"].ToString() }.On(view.Company);
        return kept.Ok ? context.GoTo(Back(context, form["returnUrl"], place, $"saved={kept.Value.Id}")) : Refused(context, found, place, value, kept.Refusal);
    }

    private static async Task<IResult> Undo(HttpContext context, View view, long id)
    {
        var form = await context.Request.ReadFormAsync();
        var place = ParameterPlace.Read(form["level"], form["subject"], view.Company.Subjects);
        var undone = new UndoParameter(checked((int)id), view.Who) { OnlyLatest = form["latest"] == "true", Reason = view.Say(Phrases.Parameters.UndoReason, id) }.On(view.Company);
        return undone.Ok ? context.GoTo(Back(context, form["returnUrl"], place, $"undone={undone.Value.Id}"))
            : Pages.Show<ParametersPage>(new { Place = place, Problem = undone.Refusal.Text }, 422);
    }

    private static IResult Refused(HttpContext context, (MethodCard Card, Parameter Parameter) found, ParameterPlace place, string? value, Refusal refusal)
    {
        var values = Values(found, place, value);
        values["Problem"] = refusal.Text;
        context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return context.InPanel<ParameterPanel>(found.Parameter.Title, values);
    }

    // Back to the list as it was filtered, or to the list of the same place.
    private static string Back(HttpContext context, string? returnUrl, ParameterPlace place, string done)
    {
        // A form in the panel stands on the page it was opened from.
        var from = string.IsNullOrEmpty(returnUrl) && Uri.TryCreate(context.Request.Headers.Referer, UriKind.Absolute, out var referer) ? referer.PathAndQuery : returnUrl;
        var safe = Pages.Safe(from);
        var list = safe == Root || safe.StartsWith(Root + "?", StringComparison.Ordinal) ? safe : Root + place.Query('?');
        var parts = list.Split('?', 2);
        var kept = parts.Length > 1 ? parts[1].Split('&').Where(p => p.Length > 0 && !p.StartsWith("saved=", StringComparison.Ordinal) && !p.StartsWith("undone=", StringComparison.Ordinal)) : [];
        return $"{Root}?{string.Join('&', kept.Append(done))}";
    }

    private static Dictionary<string, object> Values((MethodCard Card, Parameter Parameter) found, ParameterPlace place, string? value)
    {
        var values = new Dictionary<string, object> { ["Card"] = found.Card, ["Setting"] = found.Parameter, ["Place"] = place };
        if (value is not null) values["Tried"] = value;
        return values;
    }

    private static string? Given(Parameter parameter, Microsoft.Extensions.Primitives.StringValues value) => value.Count == 0 ? null : MethodQuery.Normal(parameter, value[^1] ?? "");

    private static (MethodCard Card, Parameter Parameter)? Find(string id, string key) =>
        Catalogue.Find(id)?.Card is { } card && card.Parameters.FirstOrDefault(p => p.Key == key) is { } parameter ? (card, parameter) : null;
}
