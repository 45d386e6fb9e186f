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
    /// <param name="key">Carries the ledger version.</param>
    /// <param name="compute">Computes the answer.</param>
    /// <param name="current">Whether the answer is of that version: on a server this process may be a moment behind the others.</param>
    public T Get<T>(object key, Func<T> compute, Func<T, bool> current) where T : notnull
    {
        Lazy<object>? answer;
        lock (gate)
        {
            if (!answers.TryGetValue(key, out answer))
            {
                answers[key] = answer = new Lazy<object>(() => compute());
                order.Enqueue(key);
                while (order.Count > MaxAnswers) answers.Remove(order.Dequeue());
            }
        }
        try
        {
            var value = (T)answer.Value;
            if (!current(value)) Forget(key, answer);
            return value;
        }
        catch
        {
            Forget(key, answer);
            throw;
        }
    }

    private void Forget(object key, Lazy<object> answer)
    {
        lock (gate)
            if (answers.GetValueOrDefault(key) == answer) answers.Remove(key);
    }
}
