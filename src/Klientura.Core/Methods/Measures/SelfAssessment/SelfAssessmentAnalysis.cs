namespace Klientura.Core.Methods.Measures.SelfAssessment;

/// <summary>What the data say to a question; «yes» means that there is a reserve of growth.</summary>
public enum DataAnswer
{
    /// <summary>Yes: a reserve.</summary>
    Yes,

    /// <summary>No.</summary>
    No,

    /// <summary>The data cannot tell.</summary>
    Unknown,
}

/// <summary>One answered question.</summary>
/// <param name="Number">1..8, as in the book's introduction.</param>
/// <param name="Answer">What the data say.</param>
/// <param name="Value">The number compared; null when unknown.</param>
/// <param name="Border">What it is compared with; null when unknown.</param>
public readonly record struct Question(int Number, DataAnswer Answer, double? Value, double? Border)
{
    /// <summary>What a person answered; null when nobody did.</summary>
    public DataAnswer? Manual { get; init; }

    /// <summary>The answer that counts: that of the data, else the person's.</summary>
    public DataAnswer Counted => Answer == DataAnswer.Unknown ? Manual ?? DataAnswer.Unknown : Answer;

    /// <summary>A question the data cannot answer.</summary>
    public static Question Unknown(int number) => new(number, DataAnswer.Unknown, null, null);

    /// <summary>Yes when the value is above the border.</summary>
    public static Question Above(int number, double? value, double border) => value is { } known ? new(number, known > border ? DataAnswer.Yes : DataAnswer.No, known, border) : Unknown(number);

    /// <summary>Yes when the value is not above the border.</summary>
    public static Question NotAbove(int number, double? value, double border) => value is { } known ? new(number, known <= border ? DataAnswer.Yes : DataAnswer.No, known, border) : Unknown(number);
}
