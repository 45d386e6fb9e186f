using System.IO.Compression;
using Klientura.Core.Values;

namespace Klientura.Ledger.Reading;

/// <summary>What a file is, by its content.</summary>
internal enum SourceKind
{
    Text,
    Xlsx,
    Xls,
    CommerceMl,
    Parquet,
}

/// <summary>One data file: a file on disk, or an entry of a packed one. It can be opened any number of times.</summary>
internal sealed class SourceFile : IDisposable
{
    private readonly Func<Stream> _open;
    private string? _path;
    private bool _temporary;

    /// <param name="name">Name to show.</param>
    /// <param name="length">Bytes (packed bytes for a packed one), for progress and ratios.</param>
    /// <param name="open">Opens the content.</param>
    /// <param name="path">Path when the content lies on disk as it is, else null.</param>
    public SourceFile(string name, long length, Func<Stream> open, string? path)
    {
        Name = name;
        Length = length;
        _open = open;
        _path = path;
    }

    /// <summary>Name to show.</summary>
    public string Name { get; }

    /// <summary>Bytes on disk.</summary>
    public long Length { get; }

    /// <summary>What the content is; set when it was looked at.</summary>
    public SourceKind Kind { get; set; }

    /// <summary>A fresh stream at the beginning; not seekable for packed files.</summary>
    public Stream Open() => _open();

    /// <summary>The first bytes.</summary>
    public byte[] Head(int count)
    {
        using var stream = Open();
        var bytes = new byte[count];
        var got = stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false);
        return got == count ? bytes : bytes[..got];
    }

    /// <summary>Path of the content on disk; a packed file is unpacked into a temporary file first.</summary>
    public string OnDisk()
    {
        if (_path is not null)
            return _path;
        var path = Path.Combine(Path.GetTempPath(), "klientura-" + Guid.NewGuid().ToString("n"));
        _temporary = true;
        _path = path;
        using var from = Open();
        using var to = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        var buffer = new byte[128 * 1024];
        long total = 0;
        for (int read; (read = from.Read(buffer)) > 0; to.Write(buffer, 0, read))
        {
            total += read;
            if (total > ReadingLimits.MaxTemporaryBytes)
                throw new ReadingStopped(CountedStream.TooMuch(total));
        }
        return path;
    }

    public void Dispose()
    {
        if (_temporary && _path is not null)
            File.Delete(_path);
    }

    /// <summary>A file of the disk.</summary>
    public static SourceFile OfDisk(string path, string name)
    {
        var info = new FileInfo(path);
        if (!info.Exists)
            throw new FileNotFoundException();
        if (info.Length > ReadingLimits.MaxFileBytes)
            throw new ReadingStopped(Messages.Refuse("E_FILE_TOO_BIG", $"{info.Length >> 20} МБ / MB"));
        return new SourceFile(name, info.Length, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan), path);
    }

    /// <summary>The content of a gzip file.</summary>
    public static SourceFile OfGzip(SourceFile packed)
    {
        var size = new Lazy<uint>(() => SizeInTrailer(packed.OnDisk()));
        return new SourceFile(WithoutExtension(packed.Name, ".gz"), packed.Length,
            () => new CountedStream(new GZipStream(packed.Open(), CompressionMode.Decompress), packed.Length, ReadingLimits.MaxUnpackedBytes) { SizeInTrailer = size.Value, IsWhole = count => GzipMembers.AddUpTo(packed.OnDisk(), count) }, null);
    }

    // The last four bytes of a gzip file are the unpacked size modulo 2^32.
    private static uint SizeInTrailer(string path)
    {
        using var stream = File.OpenRead(path);
        if (stream.Length < 18)
            throw new ReadingStopped(Messages.Refuse("E_GZIP_DAMAGED"));
        stream.Seek(-4, SeekOrigin.End);
        Span<byte> bytes = stackalloc byte[4];
        stream.ReadExactly(bytes);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    /// <summary>An entry of a zip archive.</summary>
    public static SourceFile OfZip(SourceFile archive, ZipArchiveEntry entry)
    {
        var full = entry.FullName;
        var size = entry.Length;
        return new SourceFile(Path.GetFileName(full.Replace('\\', '/')), Math.Max(1, entry.CompressedLength), () => OpenEntry(archive.OnDisk(), full, archive.Length, size), null);
    }

    private static CountedStream OpenEntry(string path, string entryName, long packed, long size)
    {
        var zip = ZipFile.OpenRead(path);
        try
        {
            var entry = zip.GetEntry(entryName) ?? throw new InvalidDataException();
            return new CountedStream(new EntryStream(zip, entry.Open(), entry.Crc32), packed, Math.Min(size, ReadingLimits.MaxUnpackedBytes));
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    }

    private static string WithoutExtension(string name, string extension) =>
        name.EndsWith(extension, StringComparison.OrdinalIgnoreCase) ? name[..^extension.Length] : name;

    /// <summary>An entry's stream that closes its archive too and checks the content against the checksum: sizes in an archive may lie.</summary>
    private sealed class EntryStream(ZipArchive zip, Stream inner, uint expected) : Stream
    {
        private static readonly uint[] Table = BuildTable();
        private uint _checksum = ~0u;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            if (read == 0 && buffer.Length > 0 && ~_checksum != expected)
                throw new InvalidDataException();
            foreach (var b in buffer[..read])
                _checksum = Table[(_checksum ^ b) & 0xFF] ^ (_checksum >> 8);
            return read;
        }

        private static uint[] BuildTable()
        {
            var table = new uint[256];
            for (var i = 0u; i < 256; i++)
            {
                var entry = i;
                for (var bit = 0; bit < 8; bit++)
                    entry = (entry & 1) != 0 ? 0xEDB88320 ^ (entry >> 1) : entry >> 1;
                table[i] = entry;
            }
            return table;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
                zip.Dispose();
            }
            base.Dispose(disposing);
        }
    }
}
