using Klientura.App.Methods;
using Klientura.Core.Methods;
using Klientura.Web.Methods;
using Klientura.Web.People;
using Klientura.Web.Shell;
using Klientura.Web.Strings;

namespace Klientura.Web.Api;

/// <summary>The same answers for programs.</summary>
internal static class ApiRoutes
{
    public static void MapApi(this WebApplication app)
    {
        var group = app.MapGroup("/api/v1").RequireAuthorization(Access.Anyone);
        group.MapGet("/methods", () => Results.Json(new ReadMethods().Cards.Select(Describe)));
        group.MapGet("/methods/{id}", Answer);
    }

    private static IResult Answer(HttpContext context, View view, string id)
    {
        if (Catalogue.Find(id)?.Card is not { } card) return Failures.Problem(404, Phrases.Shell.NotFound, "method_unknown");
        var query = MethodQuery.Read(card, context.Request.Query);
        if (!query.Ok) return Failures.Problem(422, query.Refusal.Text, query.Refusal.Code);
        var answer = query.Value.On(view.Company);
        if (!answer.Ok) return Failures.Problem(422, answer.Refusal.Text, answer.Refusal.Code);
        var file = new MemoryStream();
        var export = new ExportSheet(answer.Value, ExportFormat.Json, view.Language);
        if (export.To(file) is { } refusal) return Failures.Problem(422, refusal.Text, refusal.Code);
        return Results.Bytes(file.ToArray(), export.MediaType);
    }

    private static object Describe(MethodCard card) => new
    {
        id = card.Id,
        title = new { ru = card.Title.Ru, en = card.Title.En },
        book_place = card.BookPlace,
        parameters = card.Parameters.Select(p => new
        {
            key = p.Key, kind = p.Kind.ToString().ToLowerInvariant(), @default = p.Default, origin = p.Origin.ToString().ToLowerInvariant(),
            title = new { ru = p.Title.Ru, en = p.Title.En }, choices = p.Choices.Select(c => c.Id),
        }),
    };
}
