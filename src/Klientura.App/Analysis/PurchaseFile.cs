using Klientura.Core.Values;

namespace Klientura.App.Analysis;

/// <summary>A file of purchases: customer, date and perhaps value, with a header or in this order.</summary>
internal static class PurchaseFile
{
    private const decimal LargestValue = 1e12m;

    /// <summary>Purchases by customer (ordinally) and day; values of one day are added up, a purchase without a value counts as 1.</summary>
    public static Outcome<SortedDictionary<string, SortedDictionary<DateOnly, Money>>> Read(InputTable table, int maxRows)
    {
        var purchases = new SortedDictionary<string, SortedDictionary<DateOnly, Money>>(StringComparer.Ordinal);
        int[]? columns = null;
        var count = 0;
        foreach (var row in table.Rows())
        {
            if (columns is null)
            {
                columns = Columns(row.Cells);
                if (columns.Length > 0) continue;
                columns = [0, 1, row.Cells.Length > 2 ? 2 : -1];
            }
            if (++count > maxRows) return table.Refuse("too_many_rows", row.Line, $"строк больше {maxRows}.", $"more than {maxRows} rows.");
            if (row.Cells.Length <= Math.Max(columns[0], columns[1]) || row.Cells[columns[0]].Length == 0) return table.Refuse("value_missing", row.Line, "нужны клиент и дата.", "a customer and a date are needed.");
            if (!InputCells.TryDay(row.Cells[columns[1]], out var day))
                return table.Refuse("date_invalid", row.Line, $"«{row.Cells[columns[1]]}» — не дата. Пишите 2011-12-09 или 09.12.2011.", $"“{row.Cells[columns[1]]}” is no date. Write 2011-12-09 or 09.12.2011.");
            var value = Value(table, row, columns[2]);
            if (!value.Ok) return value.Refusal;
            if (!purchases.TryGetValue(row.Cells[columns[0]], out var days)) purchases[row.Cells[columns[0]]] = days = [];
            days[day] = days.GetValueOrDefault(day) + value.Value;
        }
        if (table.Failure is { } failure) return failure;
        return purchases;
    }

    /// <summary>Positions of customer, date and value (-1 for none); empty when the row is no header.</summary>
    private static int[] Columns(string[] row)
    {
        var customer = InputCells.Find(row, "customer", "customer_id", "customerid", "cust", "client", "client_id", "id", "клиент");
        var date = InputCells.Find(row, "date", "day", "invoicedate", "дата");
        return customer < 0 || date < 0 ? [] : [customer, date, InputCells.Find(row, "value", "amount", "sales", "spend", "monetary", "сумма")];
    }

    private static Outcome<Money> Value(InputTable table, InputRow row, int column)
    {
        if (column < 0 || column >= row.Cells.Length || row.Cells[column].Length == 0) return Money.FromUnits(1);
        if (!InputCells.TryNumber(row.Cells[column], table.Delimiter, out var number))
            return table.Refuse("not_a_number", row.Line, $"«{row.Cells[column]}» — не сумма.", $"“{row.Cells[column]}” is no amount.");
        if (number < 0 || number > (double)LargestValue)
            return table.Refuse("value_invalid", row.Line, $"сумма {row.Cells[column]} не подходит: нужна от 0 до {LargestValue:0}; возвраты в этот файл не пишут.", $"the amount {row.Cells[column]} does not fit: 0 to {LargestValue:0}; returns do not belong in this file.");
        return Money.FromUnits(decimal.Round((decimal)number, 4));
    }
}
