using System.Buffers.Binary;
using System.IO.Compression;

namespace Klientura.Ledger.Reading;

/// <summary>Checks that a gzip file of several members, one behind the other, is whole. The base library unpacks such a file, and one that was cut off as well, without a word.</summary>
internal static class GzipMembers
{
    private const int TrailerBytes = 8;
    private const int HasHeaderSum = 2, HasExtra = 4, HasName = 8, HasComment = 16;

    /// <summary>Whether every member ends as it promises and all of them unpack to <paramref name="bytes"/>. Walks the whole file.</summary>
    public static bool AddUpTo(string path, long bytes)
    {
        using var file = new BufferedStream(File.OpenRead(path), 1 << 16);
        var buffer = new byte[1 << 16];
        Span<byte> trailer = stackalloc byte[TrailerBytes];
        long total = 0;
        while (SkipHeader(file))
        {
            long size = 0;
            using (var member = new DeflateStream(new ByteByByte(file), CompressionMode.Decompress))
                for (int read; (read = member.Read(buffer)) > 0; size += read)
                    if (total + size > bytes)
                        return false;
            if (file.ReadAtLeast(trailer, TrailerBytes, throwOnEndOfStream: false) < TrailerBytes || BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) != (uint)(size & uint.MaxValue))
                return false;
            total += size;
        }
        return total == bytes;
    }

    private static bool SkipHeader(Stream file)
    {
        Span<byte> head = stackalloc byte[10];
        if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || head is not [0x1F, 0x8B, 8, ..])
            return false;
        if ((head[3] & HasExtra) != 0)
            for (var left = file.ReadByte() | file.ReadByte() << 8; left > 0 && file.ReadByte() >= 0; left--)
                continue;
        foreach (var text in (ReadOnlySpan<int>)[HasName, HasComment])
            if ((head[3] & text) != 0)
                while (file.ReadByte() > 0)
                    continue;
        if ((head[3] & HasHeaderSum) != 0)
            _ = file.ReadByte() | file.ReadByte();
        return true;
    }

    /// <summary>Hands over one byte at a time, so that the unpacker takes none of the next member.</summary>
    private sealed class ByteByByte(Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, Math.Min(1, count));

        public override int Read(Span<byte> buffer) => inner.Read(buffer[..Math.Min(1, buffer.Length)]);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
