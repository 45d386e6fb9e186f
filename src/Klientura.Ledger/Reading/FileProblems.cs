using System.Xml;
using Klientura.Core.Values;

namespace Klientura.Ledger.Reading;

/// <summary>Turns what the base library throws about files into a sentence for people; null for anything that is a mistake of the program.</summary>
internal static class FileProblems
{
    /// <summary>The refusal for an exception, or null when it is not about the file.</summary>
    public static Refusal? Explain(Exception problem) => problem switch
    {
        ReadingStopped stopped => stopped.Refusal,
        XmlException xml => ExplainXml(xml),
        InvalidDataException => Messages.Refuse("E_ZIP_DAMAGED"),
        FileNotFoundException or DirectoryNotFoundException => Messages.Refuse("E_FILE_UNREADABLE", "нет такого файла / no such file"),
        UnauthorizedAccessException => Messages.Refuse("E_FILE_UNREADABLE", "нет доступа / access denied"),
        EndOfStreamException => Messages.Refuse("E_ZIP_DAMAGED"),
        IOException io => Messages.Refuse("E_FILE_UNREADABLE", Messages.Cut(io.Message)),
        _ => null,
    };

    private static Refusal ExplainXml(XmlException xml) =>
        xml.Message.Contains("DTD", StringComparison.Ordinal)
            ? Messages.Refuse("E_XML_FORBIDDEN")
            : Messages.Refuse("E_XML_INVALID", $"строка {xml.LineNumber}, позиция {xml.LinePosition} / line {xml.LineNumber}, position {xml.LinePosition}", xml.LineNumber);
}
