namespace Klientura.Ledger.Reading;

/// <summary>Every limit of reading files, in one place; docs/import-formats.md names them for people.</summary>
internal static class ReadingLimits
{
    /// <summary>Bytes of one file on disk.</summary>
    public const long MaxFileBytes = 4L << 30;

    /// <summary>Bytes one packed entry (gzip, zip) may unpack to.</summary>
    public const long MaxUnpackedBytes = 8L << 30;

    /// <summary>Unpacked bytes for one packed byte, judged after <see cref="RatioGraceBytes"/>.</summary>
    public const int MaxUnpackRatio = 200;

    /// <summary>Unpacked bytes below which the ratio is not judged.</summary>
    public const long RatioGraceBytes = 32L << 20;

    /// <summary>Unpacked bytes of one part of a workbook.</summary>
    public const long MaxWorkbookPartBytes = 2L << 30;

    /// <summary>Bytes an archive entry may have when it has to be unpacked to a temporary file (workbooks, Parquet).</summary>
    public const long MaxTemporaryBytes = 1L << 30;

    /// <summary>Entries of one zip archive.</summary>
    public const int MaxArchiveEntries = 1_000;

    /// <summary>How deep a packed file may lie in packed files.</summary>
    public const int MaxArchiveDepth = 2;

    /// <summary>Characters of one line of a text file, embedded line ends included.</summary>
    public const int MaxLineChars = 1_000_000;

    /// <summary>Characters of one quoted cell; beyond it a quote counts as never closed.</summary>
    public const int MaxQuotedChars = 100_000;

    /// <summary>Columns of a table.</summary>
    public const int MaxColumns = 16_384;

    /// <summary>Rows of a sheet.</summary>
    public const int MaxSheetRows = 1_048_576;

    /// <summary>Sheets of a workbook.</summary>
    public const int MaxSheets = 255;

    /// <summary>Shared strings of a workbook.</summary>
    public const int MaxSharedStrings = 4_000_000;

    /// <summary>Characters of all shared strings of a workbook.</summary>
    public const long MaxSharedChars = 200_000_000;

    /// <summary>Bytes of an old .xls file: the format itself ends at 65,536 rows a sheet.</summary>
    public const long MaxXlsBytes = 64L << 20;

    /// <summary>Depth of XML elements.</summary>
    public const int MaxXmlDepth = 64;

    /// <summary>Characters of one XML document, after which it is refused.</summary>
    public const long MaxXmlChars = 4L << 30;

    /// <summary>Lines of one import.</summary>
    public const int MaxLines = 200_000_000;

    /// <summary>Files of one import.</summary>
    public const int MaxFiles = 1_000;

    /// <summary>Rows of a joined file.</summary>
    public const int MaxJoinRows = 5_000_000;

    /// <summary>Rows in which the header is looked for.</summary>
    public const int HeaderRows = 60;

    /// <summary>Rows looked at before formats are decided; more are read only while something is still undecided.</summary>
    public const int SampleRows = 1_000;

    /// <summary>Characters of a name, a number of a document, any text of a line.</summary>
    public const int MaxTextChars = 1_000;

    /// <summary>Characters of an offending value that are kept and shown.</summary>
    public const int MaxValueChars = 80;

    /// <summary>Characters of a refused line that are kept.</summary>
    public const int MaxRawChars = 4_000;

    /// <summary>Refused lines kept with their text; the rest is only counted.</summary>
    public const int MaxRefusedKept = 1_000_000;

    /// <summary>Largest amount, price or quantity of a line, in units.</summary>
    public const long MaxUnits = 1_000_000_000_000;

    /// <summary>First day a document may have.</summary>
    public static readonly DateOnly FirstDay = new(1990, 1, 1);

    /// <summary>Last day a document may have.</summary>
    public static readonly DateOnly LastDay = new(2099, 12, 31);
}
