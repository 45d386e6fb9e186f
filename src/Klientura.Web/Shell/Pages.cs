using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Klientura.Web.Shell;

/// <summary>Small answers that every area gives.</summary>
internal static class Pages
{
    /// <summary>A page or a part of one, rendered on the server.</summary>
    public static IResult Show<T>(object? parameters = null, int status = 200) where T : IComponent =>
        parameters is Dictionary<string, object> values ? new RazorComponentResult<T>(values.ToDictionary(v => v.Key, v => (object?)v.Value)) { StatusCode = status } :
        parameters is null ? new RazorComponentResult<T> { StatusCode = status } : new RazorComponentResult<T>(parameters) { StatusCode = status };

    /// <summary>Whether only a part of the page is asked for.</summary>
    public static bool IsPart(this HttpContext context) => context.Request.Headers.ContainsKey("HX-Request") && !context.Request.Headers.ContainsKey("HX-History-Restore-Request");

    /// <summary>Sends the browser to a page, whether it asked for a page or a part.</summary>
    public static IResult GoTo(this HttpContext context, string address)
    {
        if (!context.IsPart()) return Results.LocalRedirect(address);
        context.Response.Headers["HX-Redirect"] = address;
        return Results.NoContent();
    }

    /// <summary>The address when it stays on this site, else the overview.</summary>
    public static string Safe(string? address) =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal) && !address.StartsWith("/\\", StringComparison.Ordinal) && !address.Any(char.IsControl) ? address : "/";
}
