using System.Globalization;
using System.Xml;
using Klientura.Core.Values;

namespace Klientura.Ledger.Reading;

/// <summary>The document lines of a CommerceML exchange (2.03-3.1, with or without namespaces) as rows under a fixed header; one document in memory.</summary>
internal sealed class CommerceMlRows : IRowSource
{
    /// <summary>Document type that marks a cancelled or deleted document.</summary>
    public const string CancelledOperation = "отменён или помечен на удаление";

    /// <summary>Header of the column with the number to show; documents are identified by their Ид.</summary>
    public const string NumberHeader = "Номер для показа";

    private static readonly string[] Header =
        ["Дата документа", "Ид документа", NumberHeader, "Вид операции", "Код контрагента", "Контрагент", "ИНН", "КПП", "Код товара", "Номенклатура", "Категория", "Количество", "Цена", "Сумма", "Менеджер", "Регион"];

    private static readonly HashSet<string> Typed = new(StringComparer.Ordinal) { "Дата документа", "Количество", "Цена", "Сумма" };

    private readonly XmlReader _xml;
    private readonly Stream _stream;
    private readonly SourceFile _file;
    private readonly CommerceMlCatalogue _catalogue;
    private readonly Queue<string[]> _rows = new();
    private string[] _current = [];
    private long _line = -1;

    public CommerceMlRows(SourceFile file, CommerceMlCatalogue catalogue)
    {
        _file = file;
        _stream = file.Open();
        _xml = XmlReader.Create(_stream, Settings());
        _catalogue = catalogue;
        _rows.Enqueue(Header);
    }

    /// <summary>Numbers of the documents passed over because they have no lines.</summary>
    public List<string> WithoutLines { get; } = [];

    public long Line => _line;

    public int CellCount => _current.Length;

    public bool IsRectangular => false;

    public string? RowProblem { get; private set; }

    public Refusal? Failure { get; private set; }

    public ReadOnlySpan<char> Raw => CsvText.Row(this);

    public double Progress => _stream is FileStream file && _file.Length > 0 ? file.Position / (double)_file.Length : 0;

    public ReadOnlySpan<char> Cell(int index) => (uint)index < (uint)_current.Length ? _current[index] : default;

    public bool IsTyped(int index) => _line > 0 && (uint)index < (uint)Header.Length && Typed.Contains(Header[index]);

    public bool Next()
    {
        try
        {
            while (_rows.Count == 0)
                if (!ReadOn())
                    return false;
        }
        catch (Exception problem) when (FileProblems.Explain(problem) is { } refusal)
        {
            Failure = refusal;
            return false;
        }
        _current = _rows.Dequeue();
        _line++;
        return true;
    }

    public void Dispose()
    {
        _xml.Dispose();
        _stream.Dispose();
    }

    /// <summary>Reader settings without DTD, entities or anything fetched.</summary>
    public static XmlReaderSettings Settings()
    {
        // Registers windows-1251 for the reader.
        _ = TextEncodings.Known.Count;
        return new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
            MaxCharactersInDocument = ReadingLimits.MaxXmlChars,
        };
    }

    /// <summary>The trimmed text of the current element; steps behind it.</summary>
    public static string Text(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            xml.Read();
            return "";
        }
        var depth = xml.Depth;
        var text = "";
        while (xml.Read() && xml.Depth > depth)
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace && text.Length <= ReadingLimits.MaxTextChars)
                text += xml.Value;
        xml.Read();
        return text.Trim();
    }

    /// <summary>Visits the children of the current element and steps behind it; <paramref name="visit"/> returns false for a child it did not read.</summary>
    public static void Children(XmlReader xml, Func<string, bool> visit)
    {
        if (xml.Depth > ReadingLimits.MaxXmlDepth)
            throw new ReadingStopped(Messages.Refuse("E_XML_INVALID", $"вложенность больше {ReadingLimits.MaxXmlDepth} / depth above {ReadingLimits.MaxXmlDepth}"));
        if (xml.IsEmptyElement)
        {
            xml.Read();
            return;
        }
        var depth = xml.Depth;
        xml.Read();
        while (!xml.EOF && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element)
                xml.Read();
            else if (!visit(xml.LocalName))
                xml.Skip();
        }
        xml.Read();
    }

    private bool ReadOn()
    {
        if (_xml.ReadState == ReadState.Initial)
            _xml.MoveToContent();
        while (!_xml.EOF)
        {
            if (_xml.NodeType == XmlNodeType.Element && _xml.LocalName == "Документ")
            {
                ReadDocument();
                return true;
            }
            if (_xml.NodeType == XmlNodeType.Element && _xml.LocalName is "Классификатор" or "Каталог" or "ПакетПредложений" or "ИзмененияПакетаПредложений")
                _xml.Skip();
            else
                _xml.Read();
        }
        return false;
    }

    private sealed class Document
    {
        public string Id = "", Number = "", Date = "", Operation = "", Role = "", Rate = "", Currency = "", Manager = "";
        public string ClientId = "", Client = "", TaxId = "", TaxReason = "", Region = "";
        public bool Cancelled;
        public List<Item> Items { get; } = [];
    }

    private sealed class Item
    {
        public string Id = "", Name = "", Quantity = "", Price = "", Amount = "", Group = "";
    }

    private void ReadDocument()
    {
        var document = new Document();
        Children(_xml, name =>
        {
            switch (name)
            {
                case "Ид": document.Id = Text(_xml); return true;
                case "Номер": document.Number = Text(_xml); return true;
                case "Дата": document.Date = Text(_xml); return true;
                case "ХозОперация": document.Operation = Text(_xml); return true;
                case "Роль": document.Role = Text(_xml); return true;
                case "Курс": document.Rate = Text(_xml); return true;
                case "Валюта": document.Currency = Text(_xml); return true;
                case "Менеджер" or "Ответственный": document.Manager = Text(_xml); return true;
                case "ПометкаУдаления" or "Отменен": document.Cancelled |= Text(_xml) is "true" or "1"; return true;
                case "Контрагенты": ReadClients(document); return true;
                case "Товары": ReadItems(document); return true;
                case "ЗначенияРеквизитов": ReadProperties(document); return true;
                default: return false;
            }
        });
        Emit(document);
    }

    private void ReadClients(Document document) => Children(_xml, name =>
    {
        if (name != "Контрагент")
            return false;
        string id = "", title = "", full = "", official = "", taxId = "", taxReason = "", role = "", region = "";
        Children(_xml, field =>
        {
            switch (field)
            {
                case "Ид": id = Text(_xml); return true;
                case "Наименование": title = Text(_xml); return true;
                case "ПолноеНаименование": full = Text(_xml); return true;
                case "ОфициальноеНаименование": official = Text(_xml); return true;
                case "ИНН": taxId = Text(_xml); return true;
                case "КПП": taxReason = Text(_xml); return true;
                case "Роль": role = Text(_xml); return true;
                case "РеквизитыЮЛ" or "ЮридическоеЛицо" or "РеквизитыФЛ":
                    Children(_xml, inner =>
                    {
                        switch (inner)
                        {
                            case "ИНН": taxId = Text(_xml); return true;
                            case "КПП": taxReason = Text(_xml); return true;
                            case "ОфициальноеНаименование": official = Text(_xml); return true;
                            default: return false;
                        }
                    });
                    return true;
                case "АдресРегистрации" or "Адрес" or "ЮридическийАдрес": region = ReadRegion(region); return true;
                default: return false;
            }
        });
        // The buyer wins over other parties of the document.
        if (document.ClientId.Length + document.Client.Length > 0 && role != "Покупатель")
            return true;
        (document.ClientId, document.Client, document.TaxId, document.TaxReason, document.Region) = (id, title.Length > 0 ? title : full.Length > 0 ? full : official, taxId, taxReason, region);
        return true;
    });

    private string ReadRegion(string known)
    {
        var region = known;
        Children(_xml, name =>
        {
            if (name != "АдресноеПоле")
                return false;
            string type = "", value = "";
            Children(_xml, field =>
            {
                switch (field)
                {
                    case "Тип": type = Text(_xml); return true;
                    case "Значение": value = Text(_xml); return true;
                    default: return false;
                }
            });
            if (type == "Регион" || (type is "Город" or "Населенный пункт" && region.Length == 0))
                region = value;
            return true;
        });
        return region;
    }

    private void ReadItems(Document document) => Children(_xml, name =>
    {
        if (name != "Товар")
            return false;
        var item = new Item();
        Children(_xml, field =>
        {
            switch (field)
            {
                case "Ид": item.Id = Text(_xml); return true;
                case "Наименование": item.Name = Text(_xml); return true;
                case "Количество": item.Quantity = Text(_xml); return true;
                case "ЦенаЗаЕдиницу": item.Price = Text(_xml); return true;
                case "Сумма": item.Amount = Text(_xml); return true;
                case "Группы":
                    Children(_xml, inner =>
                    {
                        if (inner != "Ид")
                            return false;
                        item.Group = Text(_xml);
                        return true;
                    });
                    return true;
                default: return false;
            }
        });
        document.Items.Add(item);
        return true;
    });

    private void ReadProperties(Document document) => Children(_xml, name =>
    {
        if (name != "ЗначениеРеквизита")
            return false;
        string title = "", value = "";
        Children(_xml, field =>
        {
            switch (field)
            {
                case "Наименование": title = Text(_xml); return true;
                case "Значение": value = Text(_xml); return true;
                default: return false;
            }
        });
        if (title is "ПометкаУдаления" or "Отменен" && value == "true")
            document.Cancelled = true;
        if (title is "Менеджер" or "Ответственный" && document.Manager.Length == 0)
            document.Manager = value;
        return true;
    });

    private void Emit(Document document)
    {
        if (document.Items.Count == 0)
        {
            WithoutLines.Add(Messages.Cut(document.Number));
            return;
        }
        var id = document.Id.Length > 0 ? document.Id : document.Number;
        foreach (var item in document.Items)
        {
            var known = _catalogue.Products.GetValueOrDefault(Stem(item.Id), (item.Name, item.Group));
            var group = _catalogue.Groups.GetValueOrDefault(item.Group.Length > 0 ? item.Group : known.Item2, "");
            _rows.Enqueue([document.Date, id, document.Number, OperationOf(document), document.ClientId, document.Client, document.TaxId, document.TaxReason, item.Id, item.Name.Length > 0 ? item.Name : known.Item1, group,
                item.Quantity, item.Price, WithCurrency(item.Amount, document), document.Manager, document.Region]);
        }
    }

    /// <summary>The product's own id: «товар#характеристика» is a variant of it.</summary>
    internal static string Stem(string id) => id.IndexOf('#', StringComparison.Ordinal) is > 0 and var at ? id[..at] : id;

    private static string OperationOf(Document document) =>
        document.Cancelled ? CancelledOperation
        : document.Role == "Покупатель" ? "Закупка: " + document.Operation
        : document.Operation;

    // Amounts at a rate other than one are in a foreign currency and must not be added to the others.
    private static string WithCurrency(string amount, Document document) =>
        decimal.TryParse(document.Rate, NumberStyles.Number, CultureInfo.InvariantCulture, out var rate) && rate is not (0 or 1) && document.Currency.Length > 0
            ? amount + " " + Abbreviation(document.Currency) : amount;

    private static string Abbreviation(string currency) => currency.ToUpperInvariant() switch { "USD" or "ДОЛ" or "840" => "usd", "EUR" or "ЕВР" or "978" => "eur", "KZT" or "398" => "kzt", "BYN" or "933" => "byn", "CNY" or "156" => "cny", "GBP" or "826" => "gbp", _ => "?" };
}
