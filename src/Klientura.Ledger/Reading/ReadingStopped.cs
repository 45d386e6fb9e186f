using Klientura.Core.Values;

namespace Klientura.Ledger.Reading;

/// <summary>Carries a refusal out of the middle of a stream, where nothing can be returned; caught where the file was opened and never seen outside this module.</summary>
internal sealed class ReadingStopped(Refusal refusal) : Exception(refusal.Code)
{
    /// <summary>Why reading stopped.</summary>
    public Refusal Refusal { get; } = refusal;
}
