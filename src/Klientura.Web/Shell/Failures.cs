using Klientura.Core.Values;
using Klientura.Web.Strings;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Klientura.Web.Shell;

/// <summary>What people and programs see when a request is refused or fails: one sentence and a next step.</summary>
public static class Failures
{
    /// <summary>Answers for an exception nobody caught.</summary>
    public static Task Answer(HttpContext context)
    {
        var failure = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        context.Response.StatusCode = failure switch
        {
            BadHttpRequestException bad => bad.StatusCode,
            InvalidDataException => 413,
            _ => 500,
        };
        return Write(context);
    }

    /// <summary>Answers for a status without a body.</summary>
    public static Task Answer(StatusCodeContext status) => Write(status.HttpContext);

    private static Task Write(HttpContext context)
    {
        var code = context.Response.StatusCode;
        var (title, text) = code switch
        {
            404 or 405 => (Phrases.Shell.NotFound, Phrases.Shell.NotFoundText),
            401 or 403 => (Phrases.Shell.Forbidden, Phrases.Shell.ForbiddenText),
            400 => (Phrases.Shell.Stale, Phrases.Shell.StaleText),
            413 => (Phrases.Shell.TooLarge, Phrases.Shell.StaleText),
            _ => (Phrases.Shell.Broken, Phrases.Shell.BrokenText),
        };
        if (context.Request.Path.StartsWithSegments("/api")) return Problem(code, title).ExecuteAsync(context);
        return new RazorComponentResult<FailurePage>(new { Title = title, Text = text, Code = code, Trace = context.TraceIdentifier }) { StatusCode = code }.ExecuteAsync(context);
    }

    /// <summary>A refusal of the API: problem+json with a stable code.</summary>
    public static IResult Problem(int status, Words title, string? code = null) =>
        Results.Problem(statusCode: status, title: title.En, extensions: new Dictionary<string, object?> { ["code"] = code ?? $"http_{status}" });
}
