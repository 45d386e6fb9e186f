using System.Globalization;
using Klientura.Core.Sales;
using Klientura.Ledger.Stores;

namespace Klientura.Ledger.Checking;

/// <summary>What makes two lines of a document the same line; see <see cref="StagedBatch"/> for the units.</summary>
internal readonly record struct DocumentLine(int LineNo, int Client, int Day, int Product, int Manager, bool IsReturn, long Quantity, long Amount, long Cost);

/// <summary>The documents of one import and the numbers of their lines.</summary>
internal sealed class DocumentDirectory(StagedBatch batch, DocumentKey keyKind, ImportTally tally)
{
    private readonly TextIndex _keys = new();
    private readonly List<Draft> _drafts = [];
    private readonly Dictionary<int, HashSet<int>> _outOfOrder = [];
    private readonly Dictionary<int, Earlier> _earlier = [];
    private int _earlierFile = -1;
    private int[] _previous = [];
    private char[] _key = new char[256];
    private char[] _lastText = new char[256];
    private int _lastLength = -1;
    private int _lastDay;
    private int _last;

    /// <summary>The document of a line.</summary>
    /// <param name="id">What identifies it, trimmed.</param>
    /// <param name="number">Number to show.</param>
    /// <param name="day">Day number of the line.</param>
    /// <param name="file">Number of the file.</param>
    /// <param name="line">Line, for warnings.</param>
    public int Resolve(ReadOnlySpan<char> id, ReadOnlySpan<char> number, int day, int file, long line)
    {
        if (_lastLength == id.Length && _lastDay == day && id.SequenceEqual(_lastText.AsSpan(0, _lastLength)))
            return _last;
        var key = BuildKey(id, day);
        var index = _keys.Take(key, out var added);
        if (added)
        {
            _drafts.Add(new Draft(index, number.SequenceEqual(id) || number.IsEmpty ? null : number.ToString(), day, file));
        }
        var draft = _drafts[index];
        if (day != draft.Day)
        {
            tally.Warn("W_DOCUMENT_DATES", line, "", NumberOf(draft));
            draft.Day = Math.Min(draft.Day, day);
        }
        if (_lastText.Length < id.Length)
            _lastText = new char[id.Length * 2];
        id.CopyTo(_lastText);
        (_lastLength, _lastDay, _last) = (id.Length, day, index);
        return index;
    }

    /// <summary>
    /// Whether a line stands already in an earlier file of the import, which makes the files overlap there. As many equal lines count as overlap as the earlier
    /// files hold; one that they do not hold goes on with a document that was cut between files.
    /// </summary>
    /// <param name="document">The document.</param>
    /// <param name="file">Number of the file.</param>
    /// <param name="line">The line; number 0 when the file has none.</param>
    /// <param name="row">Physical line, for warnings.</param>
    public bool Repeats(int document, int file, in DocumentLine line, long row)
    {
        var draft = _drafts[document];
        if (draft.File == file)
            return false;
        if (_earlierFile != file)
            _earlier.Clear();
        _earlierFile = file;
        if (!_earlier.TryGetValue(document, out var earlier))
            _earlier.Add(document, earlier = LinesOf(document, line.LineNo > 0));
        if (earlier.Left.TryGetValue(line, out var count) && count > 0)
        {
            earlier.Left[line] = count - 1;
            return true;
        }
        if (!earlier.GoesOn)
            tally.Warn("W_DOCUMENT_SPLIT", row, "", NumberOf(draft));
        earlier.GoesOn = true;
        return false;
    }

    private Earlier LinesOf(int document, bool numbered)
    {
        var lines = new Earlier();
        for (var slot = _drafts[document].LastSlot; slot >= 0; slot = _previous[slot])
        {
            var line = new DocumentLine(numbered ? batch.LineNo[slot] : 0, batch.Client[slot], batch.Day[slot], batch.Product[slot], batch.Manager[slot],
                batch.IsReturn[slot], batch.Quantity[slot], batch.Amount[slot], batch.Cost[slot]);
            lines.Left[line] = lines.Left.GetValueOrDefault(line) + 1;
        }
        return lines;
    }

    /// <summary>Remembers the sale a return belongs to.</summary>
    public void Link(int document, ReadOnlySpan<char> original) => _drafts[document].Linked ??= original.ToString();

    /// <summary>The next line number of a document whose file has none.</summary>
    public int NextOrdinal(int document) => ++_drafts[document].LastLine;

    /// <summary>Takes a line number of the file; false when the document has it already.</summary>
    public bool TakeLineNo(int document, int lineNo)
    {
        var draft = _drafts[document];
        if (lineNo > draft.LastLine)
        {
            draft.LastLine = lineNo;
            if (_outOfOrder.TryGetValue(document, out var some))
                some.Add(lineNo);
            return true;
        }
        if (!_outOfOrder.TryGetValue(document, out var set))
        {
            set = [];
            for (var slot = draft.LastSlot; slot >= 0; slot = _previous[slot])
                set.Add(batch.LineNo[slot]);
            _outOfOrder.Add(document, set);
        }
        return set.Add(lineNo);
    }

    /// <summary>Chains a slot to the earlier lines of its document; needed only with line numbers from the file or with several files.</summary>
    public void Chain(int document, int slot)
    {
        if (_previous.Length <= slot)
            Array.Resize(ref _previous, Math.Max(1024, slot * 2));
        _previous[slot] = _drafts[document].LastSlot;
        _drafts[document].LastSlot = slot;
    }

    /// <summary>Writes the documents into the batch; links are resolved to keys: the latest sale of that number not after the return.</summary>
    public void Finish()
    {
        var byNumber = _drafts.Any(d => d.Linked is not null) ? _drafts.ToLookup(NumberOf, StringComparer.Ordinal) : null;
        foreach (var draft in _drafts)
            batch.Documents.Add(new StagedDocument(_keys[draft.Index].ToString(), NumberOf(draft), draft.Day, draft.Linked is null ? null : LinkedKey(draft, byNumber!)));
    }

    private string LinkedKey(Draft draft, ILookup<string, Draft> byNumber)
    {
        ReadOnlySpan<char> number = draft.Linked;
        var day = draft.Day;
        if (DocumentText.Split(draft.Linked, out _, out var split, out var date) && DateText.Read(date, DateOrder.DayMonth, out var read) == CellState.Ok)
        {
            number = split;
            day = read;
        }
        else
        {
            var original = byNumber[draft.Linked!].Where(d => d.Day <= draft.Day && d != draft).MaxBy(d => d.Day);
            if (original is not null)
                return _keys[original.Index].ToString();
        }
        return BuildKey(number, day).ToString();
    }

    private string NumberOf(Draft draft)
    {
        var key = _keys[draft.Index];
        return draft.Number ?? (keyKind == DocumentKey.Number ? key : key[..key.LastIndexOf('/')]).ToString();
    }

    private ReadOnlySpan<char> BuildKey(ReadOnlySpan<char> id, int day)
    {
        if (_key.Length < id.Length + 16)
            _key = new char[id.Length * 2 + 16];
        id.CopyTo(_key);
        if (keyKind == DocumentKey.Number)
            return _key.AsSpan(0, id.Length);
        _key[id.Length] = '/';
        DateOnly.FromDayNumber(day).TryFormat(_key.AsSpan(id.Length + 1), out var written, keyKind == DocumentKey.NumberAndYear ? "yyyy" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return _key.AsSpan(0, id.Length + 1 + written);
    }

    /// <summary>The lines of a document in earlier files that the current file has not repeated yet.</summary>
    private sealed class Earlier
    {
        public Dictionary<DocumentLine, int> Left { get; } = [];

        public bool GoesOn { get; set; }
    }

    private sealed class Draft(int index, string? number, int day, int file)
    {
        /// <summary>Number of its key.</summary>
        public int Index { get; } = index;

        /// <summary>Number to show when it is not what identifies the document, else null: it stands in the key then.</summary>
        public string? Number { get; } = number;

        public int Day { get; set; } = day;

        public int File { get; } = file;

        public int LastLine { get; set; }

        public int LastSlot { get; set; } = -1;

        public string? Linked { get; set; }
    }
}
