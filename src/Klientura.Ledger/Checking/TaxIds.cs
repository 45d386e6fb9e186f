namespace Klientura.Ledger.Checking;

/// <summary>What is wrong with an ИНН.</summary>
internal enum TaxIdState
{
    Ok,
    Empty,
    LeadingZeroRestored,
    Invalid,
}

/// <summary>Russian tax numbers (ИНН of 10 or 12 digits) with their check digits.</summary>
internal static class TaxIds
{
    private static readonly int[] Ten = [2, 4, 10, 3, 5, 9, 4, 6, 8];
    private static readonly int[] Eleventh = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
    private static readonly int[] Twelfth = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

    /// <summary>Reads an ИНН; a number that lost its leading zero is restored when the check digits then hold.</summary>
    public static TaxIdState Read(ReadOnlySpan<char> text, out string taxId)
    {
        taxId = "";
        Span<char> digits = stackalloc char[13];
        var count = 1;
        digits[0] = '0';
        foreach (var c in text.Trim())
        {
            if (char.IsWhiteSpace(c) || c is '\u00A0' or '\u200B' or '\'')
                continue;
            if (!char.IsAsciiDigit(c) || count == 13)
                return TaxIdState.Invalid;
            digits[count++] = c;
        }
        if (count == 1)
            return TaxIdState.Empty;
        var own = digits[1..count];
        if (own.Length is 10 or 12 && Holds(own))
        {
            taxId = new string(own);
            return TaxIdState.Ok;
        }
        var padded = digits[..count];
        if (padded.Length is 10 or 12 && Holds(padded))
        {
            taxId = new string(padded);
            return TaxIdState.LeadingZeroRestored;
        }
        return own.ContainsAnyExcept('0') ? TaxIdState.Invalid : TaxIdState.Empty;
    }

    private static bool Holds(ReadOnlySpan<char> digits) => digits.ContainsAnyExcept('0')
        && (digits.Length == 10 ? Check(digits, Ten) : Check(digits, Eleventh) && Check(digits, Twelfth));

    private static bool Check(ReadOnlySpan<char> digits, int[] weights)
    {
        var sum = 0;
        for (var i = 0; i < weights.Length; i++)
            sum += weights[i] * (digits[i] - '0');
        return sum % 11 % 10 == digits[weights.Length] - '0';
    }
}
