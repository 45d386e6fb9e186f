using System.Globalization;
using Klientura.Core.Sales;
using Klientura.Ledger.Reading;
using Klientura.Ledger.Stores;

namespace Klientura.Ledger.Checking;

/// <summary>The fields of one line.</summary>
internal sealed partial class LineChecker
{
    private static readonly LedgerField[] TextFields =
        [LedgerField.Document, LedgerField.ClientCode, LedgerField.Client, LedgerField.TaxId, LedgerField.TaxReasonCode, LedgerField.Segment, LedgerField.Region, LedgerField.ProductCode, LedgerField.Product, LedgerField.Category, LedgerField.Manager, LedgerField.LinkedDocument];

    private static readonly string[] SheetErrors = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#Н/Д", "#ДЕЛ/0!", "#ЗНАЧ!", "#ССЫЛКА!", "#ИМЯ?", "#ЧИСЛО!", "#ПУСТО!", "#SPILL!", "#CALC!"];

    /// <summary>Amounts of one line, before and after the signs are settled.</summary>
    private struct Figures
    {
        public long Quantity;
        public long Price;
        public long Amount;
        public long Cost;
        public bool IsReturn;
    }

    private void TakeLine(RuleAction? action)
    {
        var document = Text(LedgerField.Document);
        ReadOnlySpan<char> presentedType = default;
        ReadOnlySpan<char> presentedDate = default;
        if (document.Length > 12 && DocumentText.Split(document, out var type, out var number, out var date))
        {
            document = number;
            presentedType = type;
            presentedDate = date;
        }
        if (!ReadDay(presentedDate, out var day) || !TextsHold(document))
            return;
        var kind = KindOf(action, presentedType);
        if (kind == LineKind.Cancelled)
        {
            Refuse("SKIP_DOCUMENT_CANCELLED", LedgerField.Document, document);
            return;
        }
        if (kind == LineKind.Other)
        {
            Refuse("SKIP_DOCUMENT_TYPE", LedgerField.DocumentType, Text(LedgerField.DocumentType));
            return;
        }
        Figures figures = default;
        if (!ReadFigures(ref figures) || !SettleSigns(kind, ref figures) || !ReadLineNo(out var lineNo))
            return;
        Add(document, day, figures, lineNo);
    }

    private void Add(ReadOnlySpan<char> document, int day, in Figures figures, int lineNo)
    {
        var shown = _layout.NumberColumn >= 0 ? _row.Trimmed(_layout.NumberColumn) : document;
        var docIndex = _staging.Documents.Resolve(document, shown, day, _file, _row.Line);
        var line = new DocumentLine(lineNo, ResolveClient(), day, _staging.Products.Resolve(Text(LedgerField.ProductCode), Text(LedgerField.Product), Text(LedgerField.Category)),
            _staging.ManagerOf(Text(LedgerField.Manager)), figures.IsReturn, figures.Quantity, figures.Amount, figures.Cost);
        if (_several && _staging.Documents.Repeats(docIndex, _file, line, _row.Line))
        {
            Refuse("SKIP_DOCUMENT_REPEATED", LedgerField.Document, document);
            return;
        }
        if (_hasLineNo ? !_staging.Documents.TakeLineNo(docIndex, lineNo) : (lineNo = _staging.Documents.NextOrdinal(docIndex)) < 0)
        {
            Refuse("E_DUPLICATE_LINE", LedgerField.LineNo, Text(LedgerField.LineNo));
            return;
        }
        if (figures.IsReturn && Text(LedgerField.LinkedDocument) is { IsEmpty: false } linked)
            _staging.Documents.Link(docIndex, linked);
        var slot = _batch.Add();
        _batch.Client[slot] = line.Client;
        _batch.Document[slot] = docIndex;
        _batch.LineNo[slot] = lineNo;
        _batch.Day[slot] = day;
        _batch.Product[slot] = line.Product;
        _batch.Manager[slot] = line.Manager;
        _batch.IsReturn[slot] = figures.IsReturn;
        _batch.Quantity[slot] = figures.Quantity;
        _batch.Amount[slot] = figures.Amount;
        _batch.Cost[slot] = figures.Cost;
        if (_hasLineNo || _several)
            _staging.Documents.Chain(docIndex, slot);
        _tally.Take(figures.Amount, day);
    }

    private ClientTexts ClientTextsOfLine() => new()
    {
        Code = Text(LedgerField.ClientCode),
        TaxId = Text(LedgerField.TaxId),
        TaxReason = Text(LedgerField.TaxReasonCode),
        Name = Text(LedgerField.Client),
        Segment = Text(LedgerField.Segment),
        Region = Text(LedgerField.Region),
    };

    private int ResolveClient() => _staging.Clients.Resolve(ClientTextsOfLine(), _row.Line, _layout.ColumnName(LedgerField.TaxId));

    private bool ReadDay(ReadOnlySpan<char> presented, out int day)
    {
        var text = _layout.DateInDocument ? presented : Text(LedgerField.Date);
        if (_lastDateLength == text.Length && text.SequenceEqual(_lastDateText.AsSpan(0, _lastDateLength)))
        {
            day = _lastDay;
            return true;
        }
        var state = DateText.Read(text, _layout.DateInDocument ? DateOrder.DayMonth : _layout.DateOrder, out day);
        if (state is CellState.Invalid or CellState.Ambiguous && _mapping.Format.DateFormat is { } pattern
            && DateTime.TryParseExact(text, pattern, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var exact))
            (state, day) = (CellState.Ok, DateOnly.FromDateTime(exact).DayNumber);
        // A sheet cell may hold the date's serial number without a date style.
        if (state == CellState.Invalid && IsTyped(_layout[LedgerField.Date]) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var serial) && serial is > 32_000 and < 80_000)
            (state, day) = (CellState.Ok, new DateOnly(1899, 12, 30).DayNumber + serial);
        if (state == CellState.Ok)
        {
            if (_lastDateText.Length < text.Length)
                _lastDateText = new char[text.Length * 2];
            text.CopyTo(_lastDateText);
            (_lastDateLength, _lastDay) = (text.Length, day);
            return true;
        }
        if (IsTotal(_row))
            return false;
        var code = state switch { CellState.Empty => "E_REQUIRED", CellState.OutOfRange => "E_DATE_RANGE", CellState.Ambiguous => "E_DATE_AMBIGUOUS", _ => "E_DATE_INVALID" };
        Refuse(code, LedgerField.Date, text);
        return false;
    }

    private bool TextsHold(ReadOnlySpan<char> document)
    {
        if (document.IsEmpty)
            return RefuseFalse("E_REQUIRED", LedgerField.Document, default);
        foreach (var field in _textFields)
        {
            var text = Text(_layout[field]);
            if (text.IsEmpty)
                continue;
            if (text.Length > ReadingLimits.MaxTextChars)
                return RefuseFalse("E_TEXT_TOO_LONG", field, text);
            if (text[0] == '#' && IsSheetError(text))
                return RefuseFalse("E_TEXT_INVALID", field, text);
            if (text.Contains('\uFFFD'))
                _tally.Warn("W_TEXT_DAMAGED", _row.Line, _layout.ColumnName(field), Messages.Cut(text));
        }
        if (ClientTextsOfLine().IsEmpty)
            return RefuseFalse("E_REQUIRED", _layout[LedgerField.Client].Exists ? LedgerField.Client : _layout[LedgerField.ClientCode].Exists ? LedgerField.ClientCode : LedgerField.TaxId, default);
        var product = _layout[LedgerField.Product].Exists ? LedgerField.Product : LedgerField.ProductCode;
        return !_layout[product].Exists || !Text(LedgerField.Product).IsEmpty || !Text(LedgerField.ProductCode).IsEmpty || RefuseFalse("E_REQUIRED", product, default);
    }

    private static bool IsSheetError(ReadOnlySpan<char> text)
    {
        foreach (var error in SheetErrors)
            if (text.Equals(error, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    private enum LineKind
    {
        BySigns,
        Sale,
        Return,
        Other,
        Cancelled,
    }

    private LineKind KindOf(RuleAction? action, ReadOnlySpan<char> presentedType)
    {
        if (action is { } decided)
            return decided == RuleAction.Return ? LineKind.Return : LineKind.Sale;
        var type = Text(LedgerField.DocumentType);
        if (type.IsEmpty)
            type = presentedType;
        if (type.SequenceEqual(CommerceMlRows.CancelledOperation))
            return LineKind.Cancelled;
        return type.IsEmpty ? LineKind.BySigns : DocumentText.IsReturn(type) ? LineKind.Return : DocumentText.IsOther(type) ? LineKind.Other : LineKind.BySigns;
    }

    private bool ReadFigures(ref Figures figures)
    {
        long discount = 0;
        long unitCost = 0;
        var hasQuantity = _layout[LedgerField.Quantity].Exists;
        if (hasQuantity && !Number(LedgerField.Quantity, 3, true, out figures.Quantity, out _))
            return false;
        var byPrice = _mapping.Amount == AmountSource.QuantityTimesPrice || !_layout[LedgerField.Amount].Exists;
        if (!Number(LedgerField.Price, 4, byPrice, out figures.Price, out var hasPrice) || !Number(LedgerField.Discount, 6, false, out discount, out _))
            return false;
        var fraction = Discount(discount);
        if (fraction is < 0 or > 1_000_000)
            return RefuseFalse("E_NUMBER_RANGE", LedgerField.Discount, Text(LedgerField.Discount));
        var computed = Multiply(figures.Quantity, figures.Price, fraction);
        if (Int128.Abs(computed) > Most)
            return RefuseFalse("E_NUMBER_RANGE", LedgerField.Price, Text(LedgerField.Price));
        if (byPrice)
            figures.Amount = (long)computed;
        else
        {
            if (!Number(LedgerField.Amount, 4, true, out figures.Amount, out _))
                return false;
            if (hasPrice && hasQuantity && Int128.Abs(Int128.Abs(computed) - Int128.Abs(figures.Amount)) > Tolerance(figures.Quantity))
                _tally.Warn("W_AMOUNT_DIFFERS", _row.Line, _layout.ColumnName(LedgerField.Amount), Messages.Cut(Text(LedgerField.Amount)));
        }
        if (!Number(LedgerField.Cost, 4, false, out figures.Cost, out var hasCost) || !Number(LedgerField.UnitCost, 4, false, out unitCost, out var hasUnitCost))
            return false;
        if (!hasCost)
        {
            var cost = Multiply(figures.Quantity, unitCost, 0);
            if (Int128.Abs(cost) > Most)
                return RefuseFalse("E_NUMBER_RANGE", LedgerField.UnitCost, Text(LedgerField.UnitCost));
            figures.Cost = hasUnitCost && hasQuantity ? (long)cost : StagedBatch.UnknownCost;
        }
        return true;
    }

    private static Int128 Most => (Int128)ReadingLimits.MaxUnits * 10_000;

    // Half a unit of the last digit of the price on every piece, and a kopeck.
    private static Int128 Tolerance(long quantity) => 100 + (Int128.Abs(quantity) * 50 / 1_000);

    /// <summary>A discount as millionths: 0.1 and 10 (percent) both mean a tenth.</summary>
    private long Discount(long millionths) => Text(LedgerField.Discount).Contains('%') || millionths > 1_000_000 ? millionths / 100 : millionths;

    /// <summary>Thousandths × tenthousandths × (1 − fraction) in tenthousandths, rounded half away from zero.</summary>
    private static Int128 Multiply(long quantity, long price, long fraction)
    {
        if (fraction == 0 && Math.Abs(quantity) < 1L << 31 && Math.Abs(price) < 1L << 31)
        {
            var small = quantity * price;
            return (small + (small < 0 ? -500 : 500)) / 1_000;
        }
        var exact = (Int128)quantity * price * (1_000_000 - fraction);
        Int128 half = 500_000_000;
        return (exact + (exact < 0 ? -half : half)) / 1_000_000_000;
    }

    private bool Number(LedgerField field, int decimals, bool required, out long value, out bool present)
    {
        value = 0;
        present = false;
        var source = _layout[field];
        if (!source.Exists)
            return !required || RefuseFalse("E_REQUIRED", field, default);
        var text = Text(source);
        if (text.Length > 0 && field == LedgerField.Discount && text[^1] == '%')
            text = text[..^1];
        var state = NumberText.Read(text, IsTyped(source) ? NumberText.Typed : _layout.Separators[(int)field], decimals, out value, out var currency);
        present = state == CellState.Ok;
        if (currency != '\0' && !_staging.IsCurrency(currency))
            return RefuseFalse("E_CURRENCY", field, text, _staging.CurrencyName);
        return state switch
        {
            CellState.Ok => true,
            CellState.Empty => !required || RefuseFalse("E_REQUIRED", field, default),
            CellState.OutOfRange => RefuseFalse("E_NUMBER_RANGE", field, text),
            CellState.Ambiguous => RefuseFalse("E_NUMBER_AMBIGUOUS", field, text),
            _ => RefuseFalse("E_NUMBER_INVALID", field, text),
        };
    }

    /// <summary>Decides sale or return by the kind and the signs, and makes returns negative.</summary>
    private bool SettleSigns(LineKind kind, ref Figures figures)
    {
        var (q, a) = (Math.Sign(figures.Quantity), Math.Sign(figures.Amount));
        if (q * a < 0)
            return RefuseFalse("E_SIGN_CONFLICT", LedgerField.Quantity, Text(LedgerField.Quantity), "");
        var negative = q + a < 0;
        if (kind == LineKind.Sale && negative)
            return RefuseFalse("E_SIGN_CONFLICT", LedgerField.Quantity, Text(LedgerField.Quantity));
        figures.IsReturn = negative || kind == LineKind.Return;
        if (figures.IsReturn && !negative)
            (figures.Quantity, figures.Amount) = (-figures.Quantity, -figures.Amount);
        if (figures.Cost == StagedBatch.UnknownCost)
            return true;
        if (!figures.IsReturn && figures.Cost < 0)
            return RefuseFalse("E_SIGN_CONFLICT", LedgerField.Cost, Text(LedgerField.Cost));
        if (figures.IsReturn)
            figures.Cost = -Math.Abs(figures.Cost);
        return true;
    }

    private bool ReadLineNo(out int lineNo)
    {
        lineNo = 0;
        if (!_hasLineNo)
            return true;
        var text = Text(LedgerField.LineNo);
        if (text.IsEmpty)
            return RefuseFalse("E_REQUIRED", LedgerField.LineNo, default);
        var state = NumberText.Read(text, NumberText.Typed, 1, out var tenths, out _);
        if (state != CellState.Ok || tenths % 10 != 0 || tenths is < 10 or > 20_000_000_000)
            return RefuseFalse("E_LINE_NUMBER", LedgerField.LineNo, text);
        lineNo = (int)(tenths / 10);
        return true;
    }

    private bool RefuseFalse(string code, LedgerField field, ReadOnlySpan<char> value, string note = "")
    {
        // A line without a date was looked at already; one that has a date and a total word is a real line.
        Refuse(code, field, value, note);
        return false;
    }
}
