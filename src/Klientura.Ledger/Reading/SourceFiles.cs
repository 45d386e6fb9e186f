using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Klientura.Ledger.Reading;

/// <summary>Finds the data files in what was given: looks at content, not at extensions, and looks into gzip, zip and folders.</summary>
internal static class SourceFiles
{
    private static readonly string[] DataExtensions = [".csv", ".tsv", ".txt", ".tab", ".xml", ".xlsx", ".xlsm", ".xls", ".parquet", ".gz", ".zip"];

    private static readonly string[] CommerceMlRoots = ["КоммерческаяИнформация", "Классификатор", "Каталог", "ПакетПредложений", "Документ", "Контейнер"];

    private static readonly (byte[] Magic, string Name)[] Foreign =
    [
        ("%PDF"u8.ToArray(), "PDF"), ([0x89, (byte)'P', (byte)'N', (byte)'G'], "PNG"), ([0xFF, 0xD8, 0xFF], "JPEG"), ("GIF8"u8.ToArray(), "GIF"),
        ("Rar!"u8.ToArray(), "RAR"), ([0x37, 0x7A, 0xBC, 0xAF], "7z"), ("BZh"u8.ToArray(), "bzip2"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz"), ([0x28, 0xB5, 0x2F, 0xFD], "zstd"),
        ("{\\rtf"u8.ToArray(), "RTF"), ("MZ"u8.ToArray(), "EXE"), ([0x7F, (byte)'E', (byte)'L', (byte)'F'], "ELF"), ("SQLite format 3"u8.ToArray(), "SQLite"), ("%!PS"u8.ToArray(), "PostScript"),
        ([0xEF, 0xBB, 0xBF, (byte)'{', (byte)'\\', (byte)'r'], "RTF"),
    ];

    /// <summary>The data files, each with its kind; throws <see cref="ReadingStopped"/> for a file that cannot be read.</summary>
    public static List<SourceFile> Find(IReadOnlyList<string> paths, IReadOnlyList<string> names, List<SourceFile> opened)
    {
        if (paths.Count > ReadingLimits.MaxFiles)
            throw new ReadingStopped(Messages.Refuse("E_TOO_MANY_FILES", $"{paths.Count}"));
        var found = new List<SourceFile>();
        for (var i = 0; i < paths.Count; i++)
        {
            if (Directory.Exists(paths[i]))
                foreach (var path in Directory.GetFiles(paths[i]).Where(HasDataExtension).Order(StringComparer.Ordinal))
                    Add(SourceFile.OfDisk(path, Path.GetFileName(path)), 0, found, opened);
            else
                Add(SourceFile.OfDisk(paths[i], i < names.Count ? names[i] : Path.GetFileName(paths[i])), 0, found, opened);
        }
        return found.Count == 0 ? throw new ReadingStopped(Messages.Refuse("E_ZIP_EMPTY")) : found;
    }

    private static bool HasDataExtension(string name) => DataExtensions.Contains(Path.GetExtension(name).ToLowerInvariant());

    private static void Add(SourceFile file, int depth, List<SourceFile> found, List<SourceFile> opened)
    {
        opened.Add(file);
        if (depth > ReadingLimits.MaxArchiveDepth)
            throw new ReadingStopped(Messages.Refuse("E_ZIP_NESTED"));
        var head = file.Head(4_096);
        if (head.Length == 0)
            throw new ReadingStopped(Messages.Refuse("E_EMPTY_FILE"));
        if (Starts(head, 0x1F, 0x8B))
            Add(SourceFile.OfGzip(file), depth + 1, found, opened);
        else if (Starts(head, (byte)'P', (byte)'K', 3, 4) || Starts(head, (byte)'P', (byte)'K', 5, 6))
            AddZip(file, depth, found, opened);
        else
        {
            file.Kind = KindOf(file, head);
            found.Add(file);
        }
    }

    private static void AddZip(SourceFile file, int depth, List<SourceFile> found, List<SourceFile> opened)
    {
        using var zip = ZipFile.OpenRead(file.OnDisk());
        var entries = CheckEntries(zip, file.Length);
        if (entries.Any(e => e.FullName.StartsWith("xl/", StringComparison.OrdinalIgnoreCase)) && zip.GetEntry("[Content_Types].xml") is not null)
        {
            if (zip.GetEntry("xl/workbook.bin") is not null)
                throw new ReadingStopped(Messages.Refuse("E_UNSUPPORTED_FORMAT", "XLSB"));
            file.Kind = SourceKind.Xlsx;
            found.Add(file);
            return;
        }
        if (zip.GetEntry("[Content_Types].xml") is not null)
            throw new ReadingStopped(Messages.Refuse("E_UNSUPPORTED_FORMAT", "DOCX/PPTX"));
        if (zip.GetEntry("mimetype") is not null && zip.GetEntry("content.xml") is not null)
            throw new ReadingStopped(Messages.Refuse("E_UNSUPPORTED_FORMAT", "OpenDocument (ODS/ODT)"));
        var before = found.Count;
        foreach (var entry in entries)
        {
            if (!HasDataExtension(entry.FullName) || entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal) || entry.Length == 0)
                continue;
            Add(SourceFile.OfZip(file, entry), depth + 1, found, opened);
        }
        if (found.Count == before)
            throw new ReadingStopped(Messages.Refuse("E_ZIP_EMPTY"));
    }

    private static List<ZipArchiveEntry> CheckEntries(ZipArchive zip, long packed)
    {
        if (zip.Entries.Count > ReadingLimits.MaxArchiveEntries)
            throw new ReadingStopped(Messages.Refuse("E_ZIP_BOMB", $"{zip.Entries.Count} файлов / files"));
        long total = 0;
        foreach (var entry in zip.Entries)
        {
            var parts = entry.FullName.Split('/', '\\');
            if (parts.Contains("..") || entry.FullName.StartsWith('/') || entry.FullName.StartsWith('\\') || entry.FullName.Contains(':', StringComparison.Ordinal))
                throw new ReadingStopped(Messages.Refuse("E_ZIP_PATH", Messages.Cut(entry.FullName)));
            if (entry.IsEncrypted)
                throw new ReadingStopped(Messages.Refuse("E_PASSWORD"));
            total += Math.Min(entry.Length, long.MaxValue / 4_096);
        }
        if (total > ReadingLimits.MaxUnpackedBytes || (total > ReadingLimits.RatioGraceBytes && total / ReadingLimits.MaxUnpackRatio > packed))
            throw new ReadingStopped(CountedStream.TooMuch(total));
        return [.. zip.Entries];
    }

    private static SourceKind KindOf(SourceFile file, byte[] head)
    {
        foreach (var (magic, name) in Foreign)
            if (head.AsSpan().StartsWith(magic) && !(name == "EXE" && !head.AsSpan().Contains((byte)0)))
                throw new ReadingStopped(Messages.Refuse("E_UNSUPPORTED_FORMAT", name));
        if (Starts(head, 0xD0, 0xCF, 0x11, 0xE0))
            return KindOfOle(file);
        if (Starts(head, (byte)'P', (byte)'A', (byte)'R', (byte)'1'))
            return SourceKind.Parquet;
        if (Starts(head, 9, 8) || Starts(head, 9, 4) || Starts(head, 9, 2))
            return SourceKind.Xls;
        return LooksLikeXml(head) ? KindOfXml(file) : SourceKind.Text;
    }

    // The directory of an OLE file holds its stream names in UTF-16.
    private static SourceKind KindOfOle(SourceFile file)
    {
        if (file.Length > ReadingLimits.MaxXlsBytes)
            throw new ReadingStopped(Messages.Refuse("E_FILE_TOO_BIG", $"{file.Length >> 20} МБ / MB"));
        var bytes = File.ReadAllBytes(file.OnDisk());
        bool Has(string name) => bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(name)) >= 0;
        if (Has("EncryptedPackage") || Has("EncryptionInfo"))
            throw new ReadingStopped(Messages.Refuse("E_PASSWORD"));
        if (Has("Workbook") || Has("Book"))
            return SourceKind.Xls;
        throw new ReadingStopped(Messages.Refuse("E_UNSUPPORTED_FORMAT", Has("WordDocument") ? "DOC" : "OLE (DOC, PPT, MSG)"));
    }

    private static bool LooksLikeXml(byte[] head)
    {
        var encoding = TextEncodings.Detect(head, null, false);
        var text = encoding.Ok && encoding.Value.Create() is { } e ? Lenient(e).GetString(head.AsSpan(encoding.Value.Preamble)) : Encoding.Latin1.GetString(head);
        text = text.TrimStart();
        return text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) || (text.Length > 2 && text[0] == '<' && (char.IsLetter(text[1]) || text[1] == '!'));
    }

    private static Encoding Lenient(Encoding encoding)
    {
        var copy = (Encoding)encoding.Clone();
        copy.DecoderFallback = DecoderFallback.ReplacementFallback;
        return copy;
    }

    private static SourceKind KindOfXml(SourceFile file)
    {
        var head = Encoding.Latin1.GetString(file.Head(1_024)).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\r', '\n', '\t');
        if (head.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || head.StartsWith("<html", StringComparison.OrdinalIgnoreCase) || head.StartsWith("<table", StringComparison.OrdinalIgnoreCase))
            throw new ReadingStopped(Messages.Refuse("E_UNSUPPORTED_FORMAT", "HTML"));
        using var stream = file.Open();
        using var xml = XmlReader.Create(stream, CommerceMlRows.Settings());
        xml.MoveToContent();
        if (CommerceMlRoots.Contains(xml.LocalName))
            return SourceKind.CommerceMl;
        var name = xml.LocalName == "Workbook" ? "XML Excel 2003" : "XML <" + Messages.Cut(xml.LocalName) + ">";
        throw new ReadingStopped(Messages.Refuse("E_UNSUPPORTED_FORMAT", name));
    }

    private static bool Starts(byte[] head, params ReadOnlySpan<byte> magic) => head.AsSpan().StartsWith(magic);
}
