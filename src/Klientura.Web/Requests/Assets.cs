using System.Collections.Frozen;
using System.Text.Json;

namespace Klientura.Web.Requests;

/// <summary>The bundled scripts, styles, fonts and icons: hashed names, kept in memory with their compressed copies.</summary>
public sealed class Assets
{
    private readonly FrozenDictionary<string, byte[]> files;
    private readonly FrozenDictionary<string, string> names;

    private Assets(FrozenDictionary<string, byte[]> files, FrozenDictionary<string, string> names) => (this.files, this.names) = (files, names);

    /// <summary>Reads the folder the islands were built into; throws when it is missing: the build is broken then.</summary>
    public static Assets Load(string folder)
    {
        var names = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(folder, "manifest.json")))!;
        // A build leaves files of earlier builds behind; they stay reachable for pages that were open across an update.
        return new Assets(Directory.GetFiles(folder).ToFrozenDictionary(f => Path.GetFileName(f), File.ReadAllBytes), names.ToFrozenDictionary());
    }

    /// <summary>Address of a part by its plain name: app, theme, style, icons.</summary>
    public string this[string name] => $"/dist/{names[name]}";

    /// <summary>Answers with a file, compressed as the browser likes.</summary>
    public IResult Answer(HttpContext context, string name)
    {
        if (name == "manifest.json" || name.EndsWith(".br", StringComparison.Ordinal) || name.EndsWith(".gz", StringComparison.Ordinal) || !files.TryGetValue(name, out var bytes)) return Results.NotFound();
        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        var accepted = context.Request.Headers.AcceptEncoding.ToString();
        foreach (var (encoding, suffix) in (ReadOnlySpan<(string, string)>)[("br", ".br"), ("gzip", ".gz")])
        {
            if (!accepted.Contains(encoding, StringComparison.Ordinal) || !files.TryGetValue(name + suffix, out var packed)) continue;
            (headers.ContentEncoding, bytes) = (encoding, packed);
            headers.Append("Vary", "Accept-Encoding");
            break;
        }
        return Results.Bytes(bytes, MediaType(name));
    }

    private static string MediaType(string name) => Path.GetExtension(name) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".woff2" => "font/woff2",
        _ => "application/octet-stream",
    };
}
