using System.Runtime.CompilerServices;
using Klientura.App.Imports;
using Klientura.Web.Shell;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Klientura.Web.Imports;

/// <summary>Takes files from a browser as they come, without holding them in memory or in a second temporary file. The form's token is its first part.</summary>
internal static class ReceiveUpload
{
    private const string TokenField = "__RequestVerificationToken";
    private const int MaxTokenLength = 4_096;

    public static async Task<IResult> Answer(HttpContext context, View view, CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and < 200 } boundary) return Results.BadRequest();
        var reader = new MultipartReader(boundary, context.Request.Body);
        if (await Guard(context, reader, cancel) is { } refused) return Results.StatusCode(refused);
        var stored = await new StoreUpload(view.Who).On(view.Company, Files(reader, cancel), cancel);
        var quiet = context.Request.Headers.ContainsKey("X-Upload");
        if (stored.Ok) return quiet ? Results.Json(new { to = $"/import/{stored.Value.Id}" }) : Results.LocalRedirect($"/import/{stored.Value.Id}");
        return quiet ? Results.Json(new { message = view[stored.Refusal.Text] }, statusCode: 422) : Pages.Show<ImportPage>(new { Problem = stored.Refusal.Text }, 422);
    }

    private static async Task<int?> Guard(HttpContext context, MultipartReader reader, CancellationToken cancel)
    {
        var section = await reader.ReadNextSectionAsync(cancel);
        if (section?.AsFormDataSection() is { } field && field.Name == TokenField)
        {
            var buffer = new char[MaxTokenLength];
            using var text = new StreamReader(section.Body);
            context.Request.Headers["RequestVerificationToken"] = new string(buffer, 0, await text.ReadBlockAsync(buffer, cancel));
        }
        // With the header set, or nothing to set it from, the check never looks into the body.
        return context.Request.Headers.ContainsKey("RequestVerificationToken") ? await FormGuard.Check(context) : StatusCodes.Status400BadRequest;
    }

    private static async IAsyncEnumerable<(string Name, Stream Content)> Files(MultipartReader reader, [EnumeratorCancellation] CancellationToken cancel)
    {
        while (await reader.ReadNextSectionAsync(cancel) is { } section)
            if (section.AsFileSection() is { FileName.Length: > 0, FileStream: { } content } file) yield return (file.FileName, content);
    }
}
