namespace Klientura.App.Data;

/// <summary>Keeps the latest answers, so that a page opened twice is computed once. Keys carry the ledger version, so nothing has to be thrown away by hand.</summary>
internal sealed class AnswerCache
{
    /// <summary>Most answers kept; the oldest goes first.</summary>
    public const int MaxAnswers = 64;

    private readonly Lock gate = new();
    private readonly Dictionary<object, Lazy<object>> answers = [];
    private readonly Queue<object> order = new();

    /// <summary>The answer kept under the key, or a fresh one; two people asking at once share one computation.</summary>
    public T Get<T>(object key, Func<T> compute) where T : notnull
    {
        Lazy<object>? answer;
        lock (gate)
        {
            if (!answers.TryGetValue(key, out answer))
            {
                answers[key] = answer = new Lazy<object>(() => compute());
                order.Enqueue(key);
                if (order.Count > MaxAnswers) answers.Remove(order.Dequeue());
            }
        }
        try
        {
            return (T)answer.Value;
        }
        catch
        {
            lock (gate) answers.Remove(key);
            throw;
        }
    }
}
