using System.Runtime.InteropServices;
using Klientura.Core.Sales;
using Klientura.Core.Values;
using Klientura.Ledger.Reading;
using Klientura.Ledger.Stores;

namespace Klientura.Ledger.Checking;

/// <summary>Counts of one import: what was taken, refused and warned about.</summary>
internal sealed class ImportTally
{
    private readonly RefusedLines _refused;
    private readonly Dictionary<string, string> _notes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Count, long First, string Column, string Value, string Note)> _warnings = new(StringComparer.Ordinal);
    private Int128 _sum;
    private int _first = int.MaxValue;
    private int _last = int.MinValue;

    /// <param name="refused">List the refused lines are kept in.</param>
    public ImportTally(RefusedLines refused) => _refused = refused;

    /// <summary>Refused and skipped lines.</summary>
    public long Refused { get; private set; }

    /// <summary>Refused and skipped lines by code.</summary>
    public Dictionary<string, long> RefusedByCode { get; } = new(StringComparer.Ordinal);

    /// <summary>Lines taken.</summary>
    public long Taken { get; private set; }

    /// <summary>Sum of the amounts taken, in 1/10,000.</summary>
    public Int128 Sum => _sum;

    /// <summary>Counts a line that was taken.</summary>
    public void Take(long amount, int day)
    {
        Taken++;
        _sum += amount;
        if (day < _first)
            _first = day;
        if (day > _last)
            _last = day;
    }

    /// <summary>Counts and keeps a refused line.</summary>
    /// <param name="row">The row the line is.</param>
    /// <param name="column">Header of the offending column, or empty.</param>
    /// <param name="value">Offending value, cut.</param>
    /// <param name="code">Reason.</param>
    /// <param name="file">File when there are several, else empty.</param>
    /// <param name="note">Addition to the sentence of the code.</param>
    public void Refuse(IRowSource row, string column, string value, string code, string file, string note)
    {
        Refused++;
        CollectionsMarshal.GetValueRefOrAddDefault(RefusedByCode, code, out _)++;
        if (note.Length > 0 && !_notes.ContainsKey(code))
            _notes.Add(code, note);
        if (_refused.Count < ReadingLimits.MaxRefusedKept)
            _refused.Keep(row.Line, column, value, code, row.Raw, file);
        else
            Warn("W_REFUSED_NOT_KEPT", row.Line);
    }

    /// <summary>Counts a warning; the first place is remembered.</summary>
    public void Warn(string code, long line, string column = "", string value = "", string note = "")
    {
        var known = _warnings.TryGetValue(code, out var warning);
        _warnings[code] = known ? warning with { Count = warning.Count + 1 } : (1, line, column, value, note);
    }

    /// <summary>The report of a file that was read to its end; line counts of the ledger are filled in by the store.</summary>
    public ImportReport Report(int clients, Mapping used)
    {
        var outcome = Taken == 0 ? ImportOutcome.Reject : Refused > 0 ? ImportOutcome.Partial : ImportOutcome.Accept;
        var errors = _refused.Take(ImportReport.MaxErrors).Select(r => Messages.Error(r, _notes.GetValueOrDefault(r.Code, ""))).ToList();
        if (Taken == 0 && Refused == 0)
            errors.Add(new ImportError(0, "", "", "E_NO_DATA_ROWS", Messages.For("E_NO_DATA_ROWS", 0, "", "")));
        return new ImportReport(outcome, null, Taken, new Money((long)_sum), clients, Day(_first), Day(_last), 0, 0, 0, 0, Refused, errors, Warnings(), RefusedByCode, used);
    }

    /// <summary>The report of a file that was refused as a whole.</summary>
    public static ImportReport Rejected(ImportOutcome outcome, IReadOnlyList<ImportError> errors, IReadOnlyList<ImportWarning> warnings, Mapping? used) =>
        new(outcome, null, 0, Money.Zero, 0, null, null, 0, 0, 0, 0, 0, errors, warnings, new Dictionary<string, long>(), used);

    /// <summary>All warnings by code.</summary>
    public List<ImportWarning> Warnings() =>
        [.. _warnings.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => new ImportWarning(w.Key, w.Value.Count, w.Value.First, Messages.For(w.Key, w.Value.First, w.Value.Column, w.Value.Value, w.Value.Note)))];

    private static DateOnly? Day(int number) => number is int.MaxValue or int.MinValue ? null : DateOnly.FromDayNumber(number);
}
