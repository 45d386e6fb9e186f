using Klientura.Web.People;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Klientura.Web.Shell;

/// <summary>Files of the bundle, the palette, the icon.</summary>
internal static class ShellRoutes
{
    private const string Favicon = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b6e6b"/><path d="M10 8v16M22 8l-9 8 9 8" fill="none" stroke="#fff" stroke-width="3.4" stroke-linecap="round" stroke-linejoin="round"/></svg>""";

    public static void MapAssets(this WebApplication app)
    {
        app.MapGet("/dist/{file}", (HttpContext context, Assets assets, string file) => assets.Answer(context, file)).AllowAnonymous();
        app.MapGet("/favicon.svg", (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "public, max-age=86400";
            return Results.Text(Favicon, "image/svg+xml");
        }).AllowAnonymous();
    }

    public static void MapShell(this WebApplication app)
    {
        app.MapGet("/search", (View view, string? q) => Pages.Show<Found>(new { Items = new Finder(view).Find(q ?? "") })).RequireAuthorization(Access.Anyone);
        // Lets anyone, signed in or not, learn no more than that the program answers.
        app.MapGet("/alive", () => Results.Text("ok")).AllowAnonymous();
    }
}
