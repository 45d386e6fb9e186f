using System.Text.Json;
using Klientura.App.Data;
using Klientura.Core.Values;

namespace Klientura.App.Imports;

/// <summary>Files brought by a browser that wait to be imported.</summary>
/// <param name="Id">Unguessable id.</param>
/// <param name="Who">Sign-in name of the person who brought them; nobody else may use them.</param>
/// <param name="Names">Their names on the person's machine, without folders.</param>
/// <param name="Paths">Where they lie now.</param>
public sealed record Upload(string Id, string Who, IReadOnlyList<string> Names, IReadOnlyList<string> Paths);

/// <summary>Keeps files brought by a browser under a random name until they are imported.</summary>
/// <param name="Who">Sign-in name of the person.</param>
public sealed record StoreUpload(string Who)
{
    /// <summary>Most bytes of one upload: 2 GB.</summary>
    public const long MaxBytes = 2L << 30;

    /// <summary>Most files of one upload.</summary>
    public const int MaxFiles = 50;

    /// <summary>Longest file name kept.</summary>
    public const int MaxNameLength = 200;

    private const string NamesFile = "names.json";

    /// <summary>The upload; refused, leaving nothing behind, when it is empty, too large or too many.</summary>
    public async Task<Outcome<Upload>> On(Company company, IAsyncEnumerable<(string Name, Stream Content)> files, CancellationToken cancel)
    {
        var id = Guid.NewGuid().ToString("N");
        var folder = Directory.CreateDirectory(Path.Combine(company.UploadsFolder, id)).FullName;
        var kept = false;
        try
        {
            var names = new List<string>();
            long bytes = 0;
            await foreach (var (name, content) in files.WithCancellation(cancel))
            {
                if (names.Count == MaxFiles)
                    return new Refusal("upload_too_many", new Words($"Слишком много файлов: за один раз до {MaxFiles}.", $"Too many files: up to {MaxFiles} at once."));
                var shown = Shown(name);
                var path = Path.Combine(folder, names.Count + Extension(shown));
                names.Add(shown);
                var copied = await Copy(content, path, MaxBytes - bytes, cancel);
                if (copied is null)
                    return new Refusal("upload_too_large", new Words("Файлы больше 2 ГБ: загрузите их командой klientura import.", "The files exceed 2 GB: load them with klientura import."));
                bytes += copied.Value;
            }
            if (bytes == 0) return new Refusal("upload_empty", new Words("Файл пуст или не выбран.", "The file is empty or none was chosen."));
            File.WriteAllText(Path.Combine(folder, NamesFile), JsonSerializer.Serialize(new Kept(Who, names)));
            kept = true;
            return Find(company, id, Who)!;
        }
        catch (IOException e) when (e.HResult is 28 or unchecked((int)0x80070070))
        {
            return new Refusal("disk_full", new Words("На диске нет места для файла. Освободите место и повторите.", "There is no space for the file. Free some and try again."));
        }
        finally
        {
            if (!kept) Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The upload with the id, when the person brought it; null otherwise.</summary>
    public static Upload? Find(Company company, string id, string who)
    {
        if (!Guid.TryParseExact(id, "N", out _)) return null;
        var folder = Path.Combine(company.UploadsFolder, id);
        var names = Path.Combine(folder, NamesFile);
        if (!File.Exists(names) || JsonSerializer.Deserialize<Kept>(File.ReadAllText(names)) is not { } kept || kept.Who != who) return null;
        return new Upload(id, who, kept.Names, [.. kept.Names.Select((n, i) => Path.Combine(folder, i + Extension(n)))]);
    }

    /// <summary>Removes the upload.</summary>
    public static void Drop(Company company, Upload upload)
    {
        var folder = Path.Combine(company.UploadsFolder, upload.Id);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    /// <summary>Removes uploads older than a day, which nobody came back for.</summary>
    public static void DropForgotten(Company company)
    {
        foreach (var folder in new DirectoryInfo(company.UploadsFolder).EnumerateDirectories().Where(f => f.LastWriteTimeUtc < company.Now.AddDays(-1)))
            folder.Delete(recursive: true);
    }

    private static async Task<long?> Copy(Stream content, string path, long limit, CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true);
        var buffer = new byte[1 << 16];
        long total = 0;
        int read;
        while ((read = await content.ReadAsync(buffer, cancel)) > 0)
        {
            total += read;
            if (total > limit) return null;
            await file.WriteAsync(buffer.AsMemory(0, read), cancel);
        }
        return total;
    }

    // Both separators, whatever the machine: a browser on Windows may send a whole path.
    private static string Shown(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = string.Concat(last.Where(c => !char.IsControl(c)));
        return clean.Length == 0 ? "file" : clean[..Math.Min(clean.Length, MaxNameLength)];
    }

    private static string Extension(string name)
    {
        var extension = Path.GetExtension(name).ToLowerInvariant();
        return extension.Length is > 1 and <= 10 && extension.Skip(1).All(char.IsAsciiLetterOrDigit) ? extension : "";
    }

    private sealed record Kept(string Who, List<string> Names);
}
