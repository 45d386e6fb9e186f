using Klientura.Core.Sales;
using Klientura.Core.Values;

namespace Klientura.Ledger.Checking;

/// <summary>What the fields are called when people are spoken to.</summary>
internal static class FieldWords
{
    /// <summary>The field's usual header in both languages.</summary>
    public static Words Of(LedgerField field) => field switch
    {
        LedgerField.Date => new("Дата", "Date"),
        LedgerField.Document => new("Номер документа", "Document number"),
        LedgerField.LineNo => new("Номер строки", "Line number"),
        LedgerField.DocumentType => new("Вид документа", "Document type"),
        LedgerField.LinkedDocument => new("Документ-основание", "Original document"),
        LedgerField.ClientCode => new("Код клиента", "Client code"),
        LedgerField.Client => new("Контрагент", "Client"),
        LedgerField.TaxId => new("ИНН", "Tax id"),
        LedgerField.TaxReasonCode => new("КПП", "Tax reason code"),
        LedgerField.Segment => new("Сегмент", "Segment"),
        LedgerField.Region => new("Регион", "Region"),
        LedgerField.ProductCode => new("Код товара", "Product code"),
        LedgerField.Product => new("Номенклатура", "Product"),
        LedgerField.Category => new("Категория", "Category"),
        LedgerField.Manager => new("Менеджер", "Manager"),
        LedgerField.Quantity => new("Количество", "Quantity"),
        LedgerField.Price => new("Цена", "Price"),
        LedgerField.Discount => new("Скидка", "Discount"),
        LedgerField.Amount => new("Сумма", "Amount"),
        LedgerField.Cost => new("Себестоимость", "Cost"),
        LedgerField.UnitCost => new("Себестоимость единицы", "Unit cost"),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    };
}
