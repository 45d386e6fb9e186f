using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Unicode;
using Klientura.Core.Values;

namespace Klientura.Ledger.Reading;

/// <summary>Decodes a byte stream into characters; large files on a thread of their own, a few blocks ahead, so that unpacking and decoding run beside checking.</summary>
internal sealed class CharBlocks : IDisposable
{
    private const int BlockBytes = 256 * 1024;
    private const int BlocksAhead = 4;

    private readonly Stream _stream;
    private readonly BlockingCollection<Block>? _blocks;
    private readonly Thread? _thread;
    private readonly CancellationTokenSource _stop = new();
    private readonly byte[] _bytes = new byte[BlockBytes];
    private TextEncoding _encoding;
    private Decoder? _decoder;
    private int _held;
    private long _read;
    private long _lines = 1;
    private bool _ended;
    private bool _started;
    private Block _current;
    private int _used;

    /// <summary>Takes ownership of the stream, which stands at the beginning of the file.</summary>
    public CharBlocks(Stream stream, TextEncoding encoding, bool ahead)
    {
        _stream = stream;
        _encoding = encoding;
        _decoder = encoding.IsUtf8 ? null : encoding.Create().GetDecoder();
        if (!ahead)
            return;
        _blocks = new BlockingCollection<Block>(BlocksAhead);
        _thread = new Thread(Produce) { IsBackground = true, Name = "reading" };
        _thread.Start();
    }

    /// <summary>Why there is nothing more although the file has not ended, or null.</summary>
    public Refusal? Failure { get; private set; }

    /// <summary>Bytes up to the end of the block that is being handed out; what was decoded ahead of it does not count.</summary>
    public long Position { get; private set; }

    /// <summary>Copies the next characters; 0 at the end or on a failure.</summary>
    public int Read(Span<char> target)
    {
        if (_used == _current.Length && !TakeBlock())
            return 0;
        var count = Math.Min(target.Length, _current.Length - _used);
        _current.Chars.AsSpan(_used, count).CopyTo(target);
        _used += count;
        return count;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _thread?.Join();
        if (_blocks is not null)
            while (_blocks.TryTake(out var block))
                if (block.Chars is not null) // the end has none
                    ArrayPool<char>.Shared.Return(block.Chars);
        if (_current.Chars is not null)
            ArrayPool<char>.Shared.Return(_current.Chars);
        _current = default;
        _blocks?.Dispose();
        _stop.Dispose();
        _stream.Dispose();
    }

    private bool TakeBlock()
    {
        if (_current.Chars is not null)
            ArrayPool<char>.Shared.Return(_current.Chars);
        _current = default;
        _used = 0;
        do
        {
            var next = _blocks is null ? Decode() : _blocks.Take();
            if (next.Length == 0)
            {
                Failure ??= next.Failure;
                if (next.Chars is not null)
                    ArrayPool<char>.Shared.Return(next.Chars);
                // The end stays the end, however often it is asked for.
                _blocks?.Add(new Block([], 0, next.Failure));
                return false;
            }
            _current = next;
            Position = next.Position;
        }
        while (_current.Length == 0);
        return true;
    }

    private void Produce()
    {
        try
        {
            Block block;
            do
            {
                block = Decode();
                _blocks!.Add(block, _stop.Token);
            }
            while (block.Length > 0);
        }
        catch (OperationCanceledException)
        {
            // The reader was closed before the end.
        }
    }

    /// <summary>The next decoded block; an empty one is the end.</summary>
    private Block Decode()
    {
        try
        {
            while (true)
            {
                if (_ended && _held == 0)
                    return default;
                Fill();
                var chars = ArrayPool<char>.Shared.Rent(BlockBytes + 8);
                var count = DecodeInto(chars);
                if (chars.AsSpan(0, count).Contains('\0'))
                {
                    var lines = CountLines(chars.AsSpan(0, chars.AsSpan(0, count).IndexOf('\0')));
                    ArrayPool<char>.Shared.Return(chars);
                    return new Block([], 0, Messages.Refuse("E_NUL_BYTES", "", _lines + lines));
                }
                if (count > 0)
                {
                    _lines += CountLines(chars.AsSpan(0, count));
                    return new Block(chars, count, null, _read - _held);
                }
                ArrayPool<char>.Shared.Return(chars);
                if (_ended)
                    return default;
            }
        }
        catch (ReadingStopped stopped)
        {
            return new Block([], 0, stopped.Refusal);
        }
        catch (DecoderFallbackException broken)
        {
            return new Block([], 0, Messages.Refuse("E_ENCODING_MIXED", "", _lines + LinesBefore(broken.Index)));
        }
        catch (Exception problem) when (FileProblems.Explain(problem) is { } refusal)
        {
            return new Block([], 0, refusal);
        }
    }

    private void Fill()
    {
        while (_held < BlockBytes && !_ended)
        {
            var read = _stream.Read(_bytes, _held, BlockBytes - _held);
            _ended = read == 0;
            _held += read;
            _read += read;
        }
        if (_started || _held == 0)
            return;
        _started = true;
        _held -= _encoding.Preamble;
        Buffer.BlockCopy(_bytes, _encoding.Preamble, _bytes, 0, _held);
    }

    private int DecodeInto(char[] chars)
    {
        if (_decoder is not null)
        {
            var got = _decoder.GetChars(_bytes, 0, _held, chars, 0, _ended);
            _held = 0;
            return got;
        }
        var status = Utf8.ToUtf16(_bytes.AsSpan(0, _held), chars, out var read, out var written, false, _ended);
        if (status == OperationStatus.InvalidData)
            return SwitchEncoding(chars, read, written);
        if (_encoding.OnlyAscii && written < read)
            _encoding = _encoding with { OnlyAscii = false };
        _held -= read;
        Buffer.BlockCopy(_bytes, read, _bytes, 0, _held);
        return written;
    }

    /// <summary>Line ends of a text: LF, or CR in a text that has no LF.</summary>
    private static int CountLines(ReadOnlySpan<char> text)
    {
        var count = text.Count('\n');
        return count > 0 ? count : text.Count('\r');
    }

    /// <summary>Line ends in the block before the bytes that do not fit; they are decoded once more, leniently. The index is negative when half a character came from the block before.</summary>
    private int LinesBefore(int index)
    {
        var lenient = Encoding.GetEncoding(_encoding.Create().CodePage, EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback);
        return CountLines(lenient.GetString(_bytes, 0, Math.Clamp(index, 0, _held)));
    }

    /// <summary>Everything before was ASCII, which all code pages share: go on in the code page that the following bytes show.</summary>
    private int SwitchEncoding(char[] chars, int read, int written)
    {
        if (!_encoding.OnlyAscii || written != read)
            throw new ReadingStopped(Messages.Refuse("E_ENCODING_MIXED", "", _lines + CountLines(chars.AsSpan(0, written))));
        var found = TextEncodings.CodePage(_bytes.AsSpan(read, _held - read));
        if (!found.Ok)
            throw new ReadingStopped(found.Refusal);
        _encoding = found.Value;
        _decoder = _encoding.Create().GetDecoder();
        var got = _decoder.GetChars(_bytes, read, _held - read, chars, written, _ended);
        _held = 0;
        return written + got;
    }

    private readonly record struct Block(char[] Chars, int Length, Refusal? Failure, long Position = 0);
}
