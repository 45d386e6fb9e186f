using Klientura.App.Imports;
using Klientura.Core.Sales;
using Klientura.Core.Values;
using Klientura.Web.Methods;
using Klientura.Web.People;
using Klientura.Web.Shell;
using Klientura.Web.Strings;
using Microsoft.AspNetCore.Mvc;

namespace Klientura.Web.Imports;

/// <summary>The import wizard, its jobs, the history of batches.</summary>
internal static class ImportRoutes
{
    public static void MapImports(this WebApplication app)
    {
        var group = app.MapGroup("/import").RequireAuthorization(Access.Import);
        group.MapGet("", History);
        group.MapPost("/upload", ReceiveUpload.Answer).WithMetadata(new RequestSizeLimitAttribute(StoreUpload.MaxBytes + WebHost.MaxRequestBytes));
        group.MapGet("/{upload}", SheetStep);
        group.MapGet("/{upload}/mapping", MappingStep);
        group.MapPost("/{upload}/mapping", MappingChanged).Guarded();
        group.MapPost("/{upload}/check", Check).Guarded();
        group.MapGet("/jobs/{id}", Job);
        group.MapPost("/jobs/{id}/start", Start).Guarded();
        group.MapPost("/jobs/{id}/cancel", Cancel).Guarded();
        group.MapGet("/batches/{id:long}/undo", AskUndo);
        group.MapPost("/batches/{id:long}/undo", Undo).Guarded();
        group.MapGet("/batches/{id:long}/refused", Refused);
    }

    private static IResult History(View view, long? removed, long? restored, string? problem)
    {
        var toast = removed is { } gone ? view.Say(Phrases.Imports.UndoneToast, view.Formats.Count(gone, Phrases.Nouns.Line), view.Formats.Integer(restored ?? 0)) : null;
        return Pages.Show<ImportPage>(new { Toast = toast, Problem = problem == "gone" ? Phrases.Imports.UploadGone : null });
    }

    private static IResult SheetStep(HttpContext context, View view, string upload, CancellationToken cancel)
    {
        if (StoreUpload.Find(view.Company, upload, view.Who) is not { } found) return context.GoTo("/import?problem=gone");
        var choice = ImportChoice.Of(context.Request.Query);
        return Pages.Show<SheetPage>(new { Upload = found, Choice = choice, Preview = Look(view, found, choice.Base(view.Company), choice, cancel) });
    }

    private static IResult MappingStep(HttpContext context, View view, string upload, CancellationToken cancel)
    {
        if (StoreUpload.Find(view.Company, upload, view.Who) is not { } found) return context.GoTo("/import?problem=gone");
        var choice = ImportChoice.Of(context.Request.Query);
        var preview = Look(view, found, choice.Base(view.Company), choice, cancel);
        if (!preview.Ok) return Pages.Show<SheetPage>(new { Upload = found, Choice = choice, Preview = preview });
        return Pages.Show<MappingPage>(new { Upload = found, Choice = choice, Preview = preview.Value, Mapping = (choice.Saved(view.Company) ?? preview.Value.Proposed) with { Recognise = true } });
    }

    private static async Task<IResult> MappingChanged(HttpContext context, View view, string upload, CancellationToken cancel)
    {
        var read = await ReadForm(context, view, upload, cancel);
        if (read is not var (found, choice, preview, mapping)) return context.GoTo("/import?problem=gone");
        var again = Look(view, found, mapping, choice, cancel);
        return Pages.Show<MappingState>(new { Preview = again.Ok ? again.Value : preview, Mapping = mapping });
    }

    private static async Task<IResult> Check(HttpContext context, View view, ImportQueue queue, string upload, CancellationToken cancel)
    {
        var read = await ReadForm(context, view, upload, cancel);
        if (read is not var (found, choice, _, mapping)) return context.GoTo("/import?problem=gone");
        var (paths, names, joins) = choice.Files(found, mapping);
        var job = queue.Start(new ImportFiles(paths, view.Who) { Mapping = mapping, Joins = joins, DisplayNames = names, DryRun = true, RememberMapping = choice["remember"].Trim().Length > 0 });
        return job.Ok ? context.GoTo($"/import/jobs/{job.Value.Id}") : Pages.Show<ImportPage>(new { Problem = job.Refusal.Text }, 503);
    }

    private static IResult Job(HttpContext context, View view, ImportQueue queue, string id)
    {
        if (Own(queue, view, id) is not { } job) return context.GoTo("/import?problem=gone");
        return context.IsPart() ? Pages.Show<JobState>(new { Job = job }) : Pages.Show<JobPage>(new { Job = job });
    }

    private static IResult Start(HttpContext context, View view, ImportQueue queue, string id)
    {
        if (Own(queue, view, id) is not { State: ImportJobState.Done, Files.DryRun: true } job) return context.GoTo("/import?problem=gone");
        var started = queue.Start(job.Files with { DryRun = false });
        return started.Ok ? context.GoTo($"/import/jobs/{started.Value.Id}") : Pages.Show<ImportPage>(new { Problem = started.Refusal.Text }, 503);
    }

    private static IResult Cancel(HttpContext context, View view, ImportQueue queue, string id)
    {
        if (Own(queue, view, id) is not { } job) return Results.NotFound();
        job.Cancel();
        return context.GoTo($"/import/jobs/{id}");
    }

    private static IResult AskUndo(HttpContext context, View view, long id) =>
        new ReadImports().On(view.Company).FirstOrDefault(b => b.Id == id && b.Undone is null) is { } batch
            ? context.InPanel<UndoQuestion>(Phrases.Imports.Undo, new() { ["Batch"] = batch }) : Results.NotFound();

    private static IResult Undo(HttpContext context, View view, long id, CancellationToken cancel)
    {
        var undone = new UndoImport(id).On(view.Company, cancel);
        return undone.Ok ? context.GoTo($"/import?removed={undone.Value.RemovedLines}&restored={undone.Value.RestoredLines}") : Pages.Show<ImportPage>(new { Problem = undone.Refusal.Text }, 422);
    }

    private static IResult Refused(View view, long id)
    {
        var file = new MemoryStream();
        var written = new DownloadRefused(id, view.Language).On(view.Company, file);
        if (!written.Ok) return Results.NotFound();
        return Results.Bytes(file.ToArray(), "text/csv; charset=utf-8", $"errors-{id}.csv");
    }

    private static Outcome<FilePreview> Look(View view, Upload upload, Mapping mapping, ImportChoice choice, CancellationToken cancel)
    {
        var (paths, names, joins) = choice.Files(upload, mapping);
        return new PreviewFile(new ImportFiles(paths, view.Who) { Mapping = mapping, Joins = joins, DisplayNames = names, DryRun = true }).On(view.Company, cancel);
    }

    private static async Task<(Upload, ImportChoice, FilePreview, Mapping)?> ReadForm(HttpContext context, View view, string upload, CancellationToken cancel)
    {
        if (StoreUpload.Find(view.Company, upload, view.Who) is not { } found) return null;
        var choice = ImportChoice.Of(await context.Request.ReadFormAsync(cancel));
        var preview = Look(view, found, choice.Base(view.Company), choice, cancel);
        return preview.Ok ? (found, choice, preview.Value, choice.Full(view.Company, preview.Value)) : null;
    }

    private static ImportJob? Own(ImportQueue queue, View view, string id) => queue.Find(id) is { } job && job.Files.Who == view.Who ? job : null;
}
