using Klientura.App.Methods;
using Klientura.App.Parameters;
using Klientura.Core.Facts;
using Klientura.Core.Methods;
using Klientura.Core.Values;
using Klientura.Web.People;
using Klientura.Web.Shell;

namespace Klientura.Web.Methods;

/// <summary>Pages of the methods, their rows, their reasons, their files.</summary>
internal static class MethodRoutes
{
    public static void MapMethods(this WebApplication app)
    {
        var group = app.MapGroup("").RequireAuthorization(Access.Anyone);
        group.MapGet("/methods", () => Pages.Show<MethodListPage>(new { Cards = new ReadMethods().Cards }));
        group.MapGet("/methods/{id}", Page);
        group.MapGet("/methods/{id}/rows", Rows);
        group.MapGet("/methods/{id}/why", Why);
        group.MapGet("/methods/{id}/export/{format}", Export);
        group.MapGet("/lines", Lines);
    }

    private static IResult Page(HttpContext context, View view, string id)
    {
        if (Card(id) is not { } card) return Results.NotFound();
        var query = Read(context, view, card);
        var asked = query.Ok ? query.Value : new MethodQuery(card, new RunMethod(card.Id), "");
        Outcome<MethodRun> answer = query.Ok ? asked.On(view.Company) : query.Refusal;
        if (!context.IsPart()) return Pages.Show<MethodPage>(new { Query = asked, Answer = answer });
        if (query.Ok) context.Response.Headers["HX-Push-Url"] = asked.Address();
        return Pages.Show<MethodAnswer>(new { Query = asked, Answer = answer });
    }

    private static IResult Rows(HttpContext context, View view, string id) => Answered(context, view, id, (_, run) =>
        Results.Stream(stream => Whole(stream, s => SheetData.Write(run.Sheet, view.Formats, s)), "application/json; charset=utf-8"));

    private static IResult Why(HttpContext context, View view, string id, string? figure, int? row, int? skip) => Answered(context, view, id, (query, run) =>
        new WhyAnswer(view, query, run).Find(figure, row, skip ?? 0) is { } values ? context.InPanel<WhyPanel>(run.Card.Title, values) : Results.NotFound());

    private static IResult Export(HttpContext context, View view, string id, string format)
    {
        ExportFormat? chosen = format switch { "xlsx" => ExportFormat.Xlsx, "csv" => ExportFormat.SpreadsheetCsv, _ => null };
        return chosen is null ? Results.NotFound() : Answered(context, view, id, (_, run) => File(view, new ExportSheet(run, chosen.Value, view.Language)));
    }

    internal static IResult File(View view, ExportSheet export)
    {
        var file = new MemoryStream();
        if (export.To(file) is { } refusal) return Results.Text(view[refusal.Text], statusCode: 422);
        file.Position = 0;
        return Results.File(file, export.MediaType, export.FileName);
    }

    private static IResult Lines(HttpContext context, View view, int? client, int? product, int? skip)
    {
        var subjects = view.Company.Subjects;
        var query = LinesView.Everything with { Skip = Math.Max(skip ?? 0, 0) };
        if (client is { } c && subjects.Clients.FirstOrDefault(x => x.Id.Value == c) is { } who)
            return Show(who.Name, query with { Client = who.Id }, $"/lines?client={c}");
        if (product is { } p && subjects.Products.FirstOrDefault(x => x.Id.Value == p) is { } what)
            return Show(what.Name, query with { Product = what.Id }, $"/lines?product={p}");
        return Results.NotFound();

        IResult Show(string title, Core.Sales.LinesQuery lines, string address) => Pages.Show<LedgerLinesPage>(new { Title = title, Lines = LinesView.Of(view, lines), Address = address });
    }

    private static IResult Answered(HttpContext context, View view, string id, Func<MethodQuery, MethodRun, IResult> show)
    {
        if (Card(id) is not { } card) return Results.NotFound();
        var query = Read(context, view, card);
        if (!query.Ok) return Results.Text(view[query.Refusal.Text], statusCode: 422);
        var answer = query.Value.On(view.Company);
        return answer.Ok ? show(query.Value, answer.Value) : Results.Text(view[answer.Refusal.Text], statusCode: 422);
    }

    private static Outcome<MethodQuery> Read(HttpContext context, View view, MethodCard card)
    {
        var query = MethodQuery.Read(card, context.Request.Query);
        if (!query.Ok) return query;
        var settings = new ReadParameters(card.Id) { Segment = query.Value.Run.Scope.Segments is [var only] ? only : null }.On(view.Company);
        return settings.Ok ? query.Value with { Settings = settings.Value.Where(s => s.Change is not null).ToDictionary(s => s.Parameter.Key, s => s.Text) } : settings.Refusal;
    }

    // The writer is synchronous and the answer is whole before it is sent.
    private static async Task Whole(Stream output, Action<Stream> write)
    {
        var whole = new MemoryStream();
        write(whole);
        whole.Position = 0;
        await whole.CopyToAsync(output);
    }

    private static MethodCard? Card(string id) => Catalogue.Find(id)?.Card;
}
