namespace Klientura.Ledger.Columns;

/// <summary>Makes the chunks after a change out of the chunks before it: chunks of untouched clients are shared, the others are written anew.</summary>
internal static class ChunkChange
{
    /// <summary>Work for one thread: the clients from <paramref name="FromClient"/> up to but not including <paramref name="ToClient"/> of a chunk, with the added lines of that range.</summary>
    private sealed record Job(int Chunk, ClientChunk? Source, long FromClient, long ToClient, int FirstAdded, int AddedEnd);

    /// <summary>The chunks after removing documents and adding lines (in any order).</summary>
    public static ClientChunk[] Apply(ClientChunk[] chunks, IReadOnlyList<(int Client, int Document)> removedDocuments, RawLine[] added, int targetLines)
    {
        SortByClient(added);
        var removed = new HashSet<(int, int)>(removedDocuments);
        var removedClients = removedDocuments.Select(r => r.Client).ToHashSet();
        var jobs = Plan(chunks, removedClients.Order().ToArray(), added, targetLines * 8);
        var written = new List<ClientChunk>[jobs.Count];
        // A writer's scratch is larger than most chunks it writes: one for each thread, not for each job.
        Parallel.For(0, jobs.Count, () => new ChunkWriter([], targetLines), (i, _, writer) =>
        {
            writer.Into(written[i] = []);
            Rewrite(jobs[i], added, removed, removedClients, writer);
            return writer;
        }, _ => { });
        return Compact(Assemble(chunks, jobs, written), targetLines);
    }

    private static void SortByClient(RawLine[] lines)
    {
        var keys = new ulong[lines.Length];
        var sorted = true;
        for (var i = 0; i < lines.Length; i++)
        {
            keys[i] = (ulong)lines[i].Client << 32 | (uint)i;
            sorted = sorted && (i == 0 || keys[i - 1] <= keys[i]);
        }
        if (sorted) return;
        Array.Sort(keys);
        var copy = (RawLine[])lines.Clone();
        for (var i = 0; i < keys.Length; i++) lines[i] = copy[(int)(keys[i] & uint.MaxValue)];
    }

    private static List<Job> Plan(ClientChunk[] chunks, int[] removedClients, RawLine[] added, int cut)
    {
        var jobs = new List<Job>();
        int nextAdded = 0, nextRemoved = 0;
        for (var c = 0; c < Math.Max(1, chunks.Length); c++)
        {
            var end = c + 1 < chunks.Length ? chunks[c + 1].FirstClient : long.MaxValue;
            int firstAdded = nextAdded, firstRemoved = nextRemoved;
            while (nextAdded < added.Length && added[nextAdded].Client < end) nextAdded++;
            while (nextRemoved < removedClients.Length && removedClients[nextRemoved] < end) nextRemoved++;
            if (nextAdded == firstAdded && nextRemoved == firstRemoved) continue;
            Split(jobs, new Job(c, c < chunks.Length ? chunks[c] : null, long.MinValue, end, firstAdded, nextAdded), added, cut);
        }
        return jobs;
    }

    /// <summary>Cuts a job with very many added lines into several between two clients, so that a first import uses every core.</summary>
    private static void Split(List<Job> jobs, Job whole, RawLine[] added, int cut)
    {
        var (from, start) = (whole.FromClient, whole.FirstAdded);
        while (whole.AddedEnd - start > cut)
        {
            var end = start + cut;
            while (end < whole.AddedEnd && added[end].Client == added[end - 1].Client) end++;
            if (end == whole.AddedEnd) break;
            jobs.Add(whole with { FromClient = from, ToClient = added[end].Client, FirstAdded = start, AddedEnd = end });
            (from, start) = (added[end].Client, end);
        }
        jobs.Add(whole with { FromClient = from, FirstAdded = start });
    }

    private static void Rewrite(Job job, RawLine[] added, HashSet<(int, int)> removed, HashSet<int> removedClients, ChunkWriter writer)
    {
        var next = job.FirstAdded;
        var index = job.Source is null || job.FromClient < int.MinValue ? 0 : job.Source.LowerBound((int)job.FromClient);
        while (true)
        {
            var old = job.Source is { } source && index < source.Count && source.ClientAt(index) < job.ToClient ? source.ClientAt(index) : long.MaxValue;
            var fresh = next < job.AddedEnd ? added[next].Client : long.MaxValue;
            if (old == long.MaxValue && fresh == long.MaxValue) break;
            if (old < fresh && !removedClients.Contains((int)old))
            {
                writer.Copy(job.Source!, index++);
                continue;
            }
            var client = Math.Min(old, fresh);
            var first = next;
            while (next < job.AddedEnd && added[next].Client == client) next++;
            if (old == client) writer.Merge(job.Source!, index++, removed, added.AsSpan(first, next - first));
            else writer.Add(added.AsSpan(first, next - first));
        }
        writer.Close();
    }

    private static List<ClientChunk> Assemble(ClientChunk[] chunks, List<Job> jobs, List<ClientChunk>[] written)
    {
        var result = new List<ClientChunk>(chunks.Length + jobs.Count);
        var job = 0;
        for (var c = 0; c < Math.Max(1, chunks.Length); c++)
        {
            if (job == jobs.Count || jobs[job].Chunk != c)
            {
                if (c < chunks.Length) result.Add(chunks[c]);
                continue;
            }
            while (job < jobs.Count && jobs[job].Chunk == c) result.AddRange(written[job++]);
        }
        return result;
    }

    /// <summary>Cuts everything anew once undone imports have left many chunks nearly empty.</summary>
    private static ClientChunk[] Compact(List<ClientChunk> chunks, int targetLines)
    {
        const int allowance = 16;
        if (chunks.Count <= allowance + 3 * chunks.Sum(c => (long)c.LineCount) / targetLines) return chunks.ToArray();
        var output = new List<ClientChunk>();
        var writer = new ChunkWriter(output, targetLines);
        foreach (var chunk in chunks)
            for (var i = 0; i < chunk.Count; i++) writer.Copy(chunk, i);
        writer.Close();
        return output.ToArray();
    }
}
