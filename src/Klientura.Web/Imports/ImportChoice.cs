using System.Globalization;
using Klientura.App.Data;
using Klientura.App.Imports;
using Klientura.Core.Sales;
using Microsoft.Extensions.Primitives;

namespace Klientura.Web.Imports;

/// <summary>What a person chose in the wizard so far, as its forms and addresses carry it.</summary>
public sealed class ImportChoice
{
    /// <summary>Most columns offered for mapping.</summary>
    public const int MaxColumns = 300;

    private readonly Func<string, StringValues> values;

    private ImportChoice(Func<string, StringValues> values) => this.values = values;

    /// <summary>The choice in an address.</summary>
    public static ImportChoice Of(IQueryCollection query) => new(k => query[k]);

    /// <summary>The choice in a form.</summary>
    public static ImportChoice Of(IFormCollection form) => new(k => form[k]);

    /// <summary>Names of the choices about how the file is written.</summary>
    public static IReadOnlyList<string> FormatKeys { get; } = ["saved", "sheet", "header", "encoding", "delimiter", "decimal", "date"];

    /// <summary>A choice by its name; empty when nothing was chosen.</summary>
    public string this[string key] => values(key).LastOrDefault() ?? "";

    /// <summary>Address tail that repeats the choices about the format.</summary>
    public string Tail => string.Join('&', FormatKeys.Where(k => this[k].Length > 0).Select(k => $"{k}={Uri.EscapeDataString(this[k])}")) is { Length: > 0 } text ? "?" + text : "";

    /// <summary>The saved mapping that was chosen, or null.</summary>
    public Mapping? Saved(Company company) => this["saved"] is { Length: > 0 } name ? new ReadMappings().On(company).FirstOrDefault(m => m.Name == name) : null;

    /// <summary>How to look at the file before its columns are mapped.</summary>
    public Mapping Base(Company company)
    {
        var mapping = Saved(company) ?? new Mapping();
        return mapping with { Format = Format(mapping.Format) };
    }

    /// <summary>The whole mapping: what was proposed, overruled by every field of the form.</summary>
    public Mapping Full(Company company, FilePreview preview)
    {
        var mapping = Saved(company) ?? preview.Proposed;
        var columns = new Dictionary<LedgerField, string>();
        for (var i = 0; i < Math.Min(preview.Columns.Count, MaxColumns); i++)
            if (Enum.TryParse<LedgerField>(this[$"c{i}"], out var field) && Enum.IsDefined(field)) columns.TryAdd(field, preview.Columns[i].Header);
        var name = this["remember"].Trim();
        return mapping with
        {
            Name = name.Length > 0 ? name[..Math.Min(name.Length, SaveMapping.MaxNameLength)] : mapping.Name,
            Source = this["source"].Trim() is { Length: > 0 } source ? source : mapping.Source,
            Format = Format(preview.Proposed.Format),
            Columns = preview.Columns.Count > 0 ? columns : mapping.Columns,
            Recognise = preview.Columns.Count == 0,
            Duplicates = Choose(this["duplicates"], mapping.Duplicates),
            Amount = Choose(this["amount"], mapping.Amount),
            DocumentKey = Choose(this["key"], mapping.DocumentKey),
        };
    }

    /// <summary>The files of the import and its joined files, told apart by the form.</summary>
    public (IReadOnlyList<string> Paths, IReadOnlyList<string> Names, Dictionary<string, string> Joins) Files(Upload upload, Mapping mapping)
    {
        var joins = new Dictionary<string, string>();
        var taken = new HashSet<int>();
        for (var i = 0; i < mapping.Joins.Count; i++)
            if (int.TryParse(this[$"j{i}"], NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < upload.Paths.Count && taken.Add(at)) joins[mapping.Joins[i].Name] = upload.Paths[at];
        var rest = Enumerable.Range(0, upload.Paths.Count).Where(i => !taken.Contains(i)).ToArray();
        return ([.. rest.Select(i => upload.Paths[i])], [.. rest.Select(i => upload.Names[i])], joins);
    }

    private FileFormat Format(FileFormat known) => known with
    {
        Sheet = this["sheet"] is { Length: > 0 } sheet ? sheet : known.Sheet,
        HeaderLine = int.TryParse(this["header"], NumberStyles.None, CultureInfo.InvariantCulture, out var line) && line > 0 ? line : known.HeaderLine,
        Encoding = this["encoding"] is "utf-8" or "utf-16" or "windows-1251" or "ibm866" or "koi8-r" ? this["encoding"] : known.Encoding,
        Delimiter = this["delimiter"] switch { "semicolon" => ';', "comma" => ',', "tab" => '\t', "bar" => '|', _ => known.Delimiter },
        DecimalSeparator = this["decimal"] switch { "comma" => ',', "dot" => '.', _ => known.DecimalSeparator },
        DateFormat = this["date"] is "dd.MM.yyyy" or "dd/MM/yyyy" or "MM/dd/yyyy" or "yyyy-MM-dd" ? this["date"] : known.DateFormat,
    };

    private static T Choose<T>(string text, T otherwise) where T : struct, Enum => Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value) ? value : otherwise;
}
