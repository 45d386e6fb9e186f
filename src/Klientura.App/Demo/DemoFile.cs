using System.Globalization;
using System.Text;
using Klientura.Core.Sales;

namespace Klientura.App.Demo;

/// <summary>The demo company's sales as the file its accounting system would give: semicolons, decimal commas, Russian headers.</summary>
internal static class DemoFile
{
    private static readonly (LedgerField Field, string Header)[] Columns =
    [
        (LedgerField.Date, "Дата"), (LedgerField.Document, "Номер документа"), (LedgerField.DocumentType, "Вид документа"), (LedgerField.LinkedDocument, "Документ-основание"),
        (LedgerField.ClientCode, "Код контрагента"), (LedgerField.Client, "Контрагент"), (LedgerField.TaxId, "ИНН"), (LedgerField.TaxReasonCode, "КПП"),
        (LedgerField.Segment, "Сегмент"), (LedgerField.Region, "Регион"), (LedgerField.ProductCode, "Артикул"), (LedgerField.Product, "Номенклатура"),
        (LedgerField.Category, "Группа номенклатуры"), (LedgerField.Manager, "Менеджер"), (LedgerField.Quantity, "Количество"), (LedgerField.Price, "Цена"),
        (LedgerField.Amount, "Сумма без НДС"), (LedgerField.Cost, "Себестоимость"),
    ];

    /// <summary>How the file is read. Numbers carry the year, so they are unique alone and a return finds its sale over New Year.</summary>
    public static Mapping Mapping { get; } = new()
    {
        Name = "Демонстрационный учёт",
        Source = "demo",
        Format = new FileFormat("utf-8", ';', ',', "dd.MM.yyyy", HeaderLine: 1),
        Columns = Columns.ToDictionary(c => c.Field, c => c.Header),
        Recognise = false,
        DocumentKey = DocumentKey.Number,
    };

    public static void Write(DemoSales sales, Stream output)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 1 << 16, leaveOpen: true) { NewLine = "\r\n" };
        writer.WriteLine(string.Join(';', Columns.Select(c => c.Header)));
        foreach (var document in sales.Documents)
        {
            var client = sales.Clients[document.Client];
            var manager = DemoNames.Managers[document.Day >= client.Handover ? client.NextManager : client.Manager];
            var head = $"{document.Day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture)};{document.Number};{(document.IsReturn ? "Возврат товаров от клиента" : "Реализация товаров и услуг")};{document.Basis?.Number};"
                + $"{client.Code};{client.Name};{client.TaxId};{client.TaxReasonCode};{client.Segment};{client.Region};";
            foreach (var line in document.Lines)
            {
                var product = sales.Products[line.Product];
                writer.Write(head);
                writer.Write($"{product.Code};{product.Name};{DemoProducts.Categories[product.Category].Name};{manager};{line.Quantity.ToString(CultureInfo.InvariantCulture)};");
                writer.WriteLine($"{Kopecks(line.Price)};{Kopecks(line.Amount)};{Kopecks(line.Cost)}");
            }
        }
    }

    private static string Kopecks(long value) => (value / 100m).ToString("0.00", CultureInfo.InvariantCulture).Replace('.', ',');
}
