using System.Collections.Concurrent;
using Klientura.Ledger.Stores;

namespace Klientura.Ledger.Columns;

/// <summary>Turns a stream of stored lines into chunks while it is still running. Expects client order; lines that break it are kept and worked in at the end, so any order gives the same chunks' content.</summary>
internal sealed class ChunkLoader(int targetLines)
{
    /// <summary>Lines handed to one build task.</summary>
    private const int BlockLines = 32_768;

    private readonly List<Task<List<ClientChunk>>> tasks = [];
    private readonly List<RawLine> late = [];
    private readonly ConcurrentBag<RawLine[]> spare = [];
    private readonly SemaphoreSlim free = new(Environment.ProcessorCount * 2);
    private RawLine[] block = new RawLine[BlockLines + 4_096];
    private int count;
    private int lastClient = int.MinValue;

    /// <summary>Takes the next lines of the stream.</summary>
    public void Take(LineChunk chunk)
    {
        for (var i = 0; i < chunk.Count; i++)
        {
            var client = chunk.Client[i];
            if (client != lastClient)
            {
                if (client < lastClient)
                {
                    RawLine.Read(chunk, i, out var line);
                    late.Add(line);
                    continue;
                }
                lastClient = client;
                if (count >= BlockLines) Flush();
            }
            if (count == block.Length) Array.Resize(ref block, count * 2);
            RawLine.Read(chunk, i, out block[count++]);
        }
    }

    /// <summary>All chunks in client order.</summary>
    public ClientChunk[] Finish()
    {
        if (count > 0) Flush();
        var chunks = tasks.SelectMany(t => t.GetAwaiter().GetResult()).ToArray();
        return late.Count == 0 ? chunks : ChunkChange.Apply(chunks, [], late.ToArray(), targetLines);
    }

    private void Flush()
    {
        free.Wait();
        var (lines, size) = (block, count);
        tasks.Add(Task.Run(() => Build(lines, size)));
        block = spare.TryTake(out var used) ? used : new RawLine[BlockLines + 4_096];
        count = 0;
    }

    private List<ClientChunk> Build(RawLine[] lines, int size)
    {
        try
        {
            var output = new List<ClientChunk>();
            var writer = new ChunkWriter(output, targetLines);
            for (var i = 0; i < size;)
            {
                var first = i;
                while (++i < size && lines[i].Client == lines[first].Client) { }
                writer.Add(lines.AsSpan(first, i - first));
            }
            writer.Close();
            return output;
        }
        finally
        {
            spare.Add(lines); // before the release: fresh memory costs more than filling it
            free.Release();
        }
    }
}
