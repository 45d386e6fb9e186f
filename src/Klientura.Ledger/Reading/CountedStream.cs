using Klientura.Core.Values;

namespace Klientura.Ledger.Reading;

/// <summary>A read-only stream that counts what passes and refuses to unpack more than a file of its size may honestly hold.</summary>
/// <param name="inner">The unpacked bytes; owned.</param>
/// <param name="packed">Bytes of the packed file on disk.</param>
/// <param name="most">Most bytes that may come out.</param>
internal sealed class CountedStream(Stream inner, long packed, long most) : Stream
{
    /// <summary>Bytes read so far.</summary>
    public long Count { get; private set; }

    /// <summary>Unpacked size modulo 2^32 that the file itself promises, or null. A file that was cut off unpacks to less without an error.</summary>
    public uint? SizeInTrailer { get; init; }

    /// <summary>Asked when the promised size is not the one that came: whether the file is whole all the same.</summary>
    public Func<long, bool>? IsWhole { get; init; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => Count;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Count += read;
        if (read == 0 && buffer.Length > 0 && SizeInTrailer is { } promised && promised != (uint)(Count & uint.MaxValue) && IsWhole?.Invoke(Count) != true)
            throw new ReadingStopped(Messages.Refuse("E_GZIP_DAMAGED"));
        if (Count > most || (Count > ReadingLimits.RatioGraceBytes && Count / ReadingLimits.MaxUnpackRatio > Math.Max(1, packed)))
            throw new ReadingStopped(TooMuch(Count));
        return read;
    }

    /// <summary>The refusal of a file that unpacks to far too much.</summary>
    public static Refusal TooMuch(long bytes) => Messages.Refuse("E_ZIP_BOMB", $"> {bytes >> 20} МБ / MB");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
