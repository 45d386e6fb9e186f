namespace Klientura.Ledger.Checking;

/// <summary>Documents as 1C presents them: «Реализация товаров и услуг РН-000001 от 05.01.2026 12:00:00»; and what their words say about their type.</summary>
internal static class DocumentText
{
    private static readonly string[] ReturnWords = ["возврат", "return", "refund", "credit", "сторно", "cancel"];
    private static readonly string[] OtherWords =
        ["поступлен", "оплат", "платеж", "платёж", "списан", "перемещен", "инвентаризац", "приходн", "закупк", "приобретен", "purchase", "payment", "receipt of goods", "transfer", "write-off", "счет на оплату", "счёт на оплату", "выплата", "кассовый"];

    /// <summary>Splits a presentation into type words, number and date text; false when it is not one.</summary>
    public static bool Split(ReadOnlySpan<char> text, out ReadOnlySpan<char> type, out ReadOnlySpan<char> number, out ReadOnlySpan<char> date)
    {
        type = number = date = default;
        var from = text.LastIndexOf(" от ", StringComparison.OrdinalIgnoreCase);
        if (from <= 0)
            from = text.LastIndexOf(" dated ", StringComparison.OrdinalIgnoreCase);
        if (from <= 0)
            return false;
        date = text[(from + 1)..];
        date = date[(date.IndexOf(' ') + 1)..].Trim();
        if (date.IsEmpty || !char.IsAsciiDigit(date[0]))
            return false;
        var before = text[..from].TrimEnd();
        var space = before.LastIndexOf(' ');
        number = before[(space + 1)..].TrimStart('№').TrimStart('#');
        type = space < 0 ? default : before[..space].TrimEnd(" №#");
        return !number.IsEmpty;
    }

    /// <summary>Whether the words mean a return.</summary>
    public static bool IsReturn(ReadOnlySpan<char> type) => ContainsAny(type, ReturnWords) || type is "да" or "Да" or "ДА" or "true" or "True" or "TRUE";

    /// <summary>Whether the words mean something that is neither a sale nor a return.</summary>
    public static bool IsOther(ReadOnlySpan<char> type) => ContainsAny(type, OtherWords);

    private static bool ContainsAny(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
