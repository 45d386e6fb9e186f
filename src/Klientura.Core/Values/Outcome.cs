using System.Diagnostics.CodeAnalysis;

namespace Klientura.Core.Values;

/// <summary>Why something expected was refused: a stable code for programs and a sentence in both languages for people.</summary>
/// <param name="Code">Stable snake_case or E_... code.</param>
/// <param name="Text">What happened and what to do.</param>
public sealed record Refusal(string Code, Words Text);

/// <summary>A value, or the refusal that stands in its place. Impossible states throw instead.</summary>
public readonly record struct Outcome<T>
{
    private Outcome(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    /// <summary>The value; null or default when refused.</summary>
    public T? Value { get; }

    /// <summary>The refusal; null when there is a value.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Ok => Refusal is null;

    public static implicit operator Outcome<T>(T value) => new(value, null);
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}
