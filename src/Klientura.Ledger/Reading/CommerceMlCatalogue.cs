using System.Xml;

namespace Klientura.Ledger.Reading;

/// <summary>What a CommerceML catalogue says about products: name, article, group.</summary>
internal sealed class CommerceMlCatalogue
{
    /// <summary>Products by their Ид.</summary>
    public Dictionary<string, (string Name, string Group)> Products { get; } = new(StringComparer.Ordinal);

    /// <summary>Group names by their Ид.</summary>
    public Dictionary<string, string> Groups { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether any document was seen.</summary>
    public bool HasDocuments { get; set; }

    /// <summary>Whether a price list was seen.</summary>
    public bool HasOffers { get; private set; }

    /// <summary>Whether there is a catalogue or a price list, of which sales can only be a part.</summary>
    public bool IsCatalogue => HasOffers || Products.Count + Groups.Count > 0;

    /// <summary>Reads everything but documents.</summary>
    public void Read(Stream stream)
    {
        using var xml = XmlReader.Create(stream, CommerceMlRows.Settings());
        xml.MoveToContent();
        while (!xml.EOF)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Группа")
                ReadGroup(xml, "", 0);
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Товар")
                ReadProduct(xml);
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Документ")
            {
                HasDocuments = true;
                xml.Skip();
            }
            else
            {
                HasOffers |= xml.NodeType == XmlNodeType.Element && xml.LocalName == "Предложение";
                xml.Read();
            }
        }
    }

    private void ReadGroup(XmlReader xml, string id, int depth)
    {
        if (depth > ReadingLimits.MaxXmlDepth)
            throw new ReadingStopped(Messages.Refuse("E_XML_INVALID", "вложенность групп / depth of groups"));
        CommerceMlRows.Children(xml, name =>
        {
            switch (name)
            {
                case "Ид":
                    id = CommerceMlRows.Text(xml);
                    return true;
                case "Наименование":
                    var title = CommerceMlRows.Text(xml);
                    if (id.Length > 0)
                        Groups[id] = title;
                    return true;
                case "Группы":
                    CommerceMlRows.Children(xml, inner =>
                    {
                        if (inner != "Группа")
                            return false;
                        ReadGroup(xml, "", depth + 1);
                        return true;
                    });
                    return true;
                default:
                    return false;
            }
        });
    }

    private void ReadProduct(XmlReader xml)
    {
        string id = "", title = "", group = "";
        CommerceMlRows.Children(xml, name =>
        {
            switch (name)
            {
                case "Ид":
                    id = CommerceMlRows.Text(xml);
                    return true;
                case "Наименование":
                    title = CommerceMlRows.Text(xml);
                    return true;
                case "Группы":
                    CommerceMlRows.Children(xml, inner =>
                    {
                        if (inner != "Ид")
                            return false;
                        group = CommerceMlRows.Text(xml);
                        return true;
                    });
                    return true;
                default:
                    return false;
            }
        });
        if (id.Length > 0)
            Products[CommerceMlRows.Stem(id)] = (title, group);
    }
}
