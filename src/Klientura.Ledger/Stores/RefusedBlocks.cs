using System.IO.Compression;
using System.Text;
using Klientura.Core.Sales;
using Klientura.Ledger.Stores.Sql;

namespace Klientura.Ledger.Stores;

/// <summary>
/// Refused lines in compressed blocks: they are written once and read in file order at most, and a source may refuse a third of its lines,
/// so rows of text would cost more than the ledger itself.
/// </summary>
internal static class RefusedBlocks
{
    /// <summary>Lines in one block.</summary>
    public const int BlockLines = 4_096;

    // The header of the file stands before the first block of lines.
    private const int HeaderSeq = -1;

    /// <summary>Compresses the lines beside the thread that writes.</summary>
    public static Task<byte[][]> Start(IReadOnlyList<RefusedLine> lines) =>
        lines.Count == 0 ? Task.FromResult(Array.Empty<byte[]>()) : Task.Run(() => Enumerable.Range(0, (lines.Count + BlockLines - 1) / BlockLines).Select(b => Pack(lines, b * BlockLines)).ToArray());

    public static void Write(ISqlSession session, int batch, string header, byte[][] blocks)
    {
        if (blocks.Length == 0) return;
        byte[][] all = [Encoding.UTF8.GetBytes(header), .. blocks];
        session.Append("refused", all.Length, Enumerable.Repeat(batch, all.Length).ToArray(), Enumerable.Range(HeaderSeq, all.Length).ToArray(), all);
    }

    /// <summary>Header of the file the lines stood in; empty when the batch refused nothing.</summary>
    public static string ReadHeader(ISqlSession session, long batch) =>
        session.Rows("select data from refused where batch_id = $1 and seq < 0", batch).Select(r => Encoding.UTF8.GetString(r.Bytes(0))).FirstOrDefault("");

    public static IEnumerable<RefusedLine> Read(ISqlSession session, long batch) =>
        session.Rows("select data from refused where batch_id = $1 and seq >= 0 order by seq", batch).Select(r => r.Bytes(0)).SelectMany(Unpack);

    private static byte[] Pack(IReadOnlyList<RefusedLine> lines, int from)
    {
        var packed = new MemoryStream();
        using (var writer = new BinaryWriter(new BufferedStream(new DeflateStream(packed, CompressionLevel.Fastest), 1 << 16), Encoding.UTF8))
        {
            var to = Math.Min(from + BlockLines, lines.Count);
            writer.Write7BitEncodedInt(to - from);
            for (var i = from; i < to; i++)
            {
                var line = lines[i];
                writer.Write7BitEncodedInt64(line.Line);
                foreach (var text in (ReadOnlySpan<string>)[line.Column, line.Value, line.Code, line.Raw, line.File]) writer.Write(text);
            }
        }
        return packed.ToArray();
    }

    private static IEnumerable<RefusedLine> Unpack(byte[] block)
    {
        using var reader = new BinaryReader(new BufferedStream(new DeflateStream(new MemoryStream(block), CompressionMode.Decompress), 1 << 16), Encoding.UTF8);
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
            yield return new RefusedLine(reader.Read7BitEncodedInt64(), reader.ReadString(), reader.ReadString(), reader.ReadString(), reader.ReadString(), reader.ReadString());
    }
}
