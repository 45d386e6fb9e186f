namespace Klientura.Core.Values;

/// <summary>A short text for people in both interface languages.</summary>
/// <param name="Ru">Russian, the first language.</param>
/// <param name="En">English.</param>
public sealed record Words(string Ru, string En)
{
    /// <summary>The text in the language whose two-letter code is given; Russian unless it is <c>en</c>.</summary>
    public string In(string language) => language == "en" ? En : Ru;
}
