using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Klientura.App.Data;

/// <summary>snake_case names of properties and enum values, as they stand in tables, files and options.</summary>
public static class SnakeCase
{
    /// <summary><c>OrderDesk</c> → <c>order_desk</c>.</summary>
    public static string Of(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));

    /// <summary>The enum value with the snake_case name; false when there is none.</summary>
    public static bool TryRead<T>(string text, out T value) where T : struct, Enum
    {
        foreach (var candidate in Enum.GetValues<T>())
            if (Of(candidate.ToString()) == text)
            {
                value = candidate;
                return true;
            }
        value = default;
        return false;
    }
}

internal sealed class SnakeCaseConverter<T>() : ValueConverter<T, string>(v => SnakeCase.Of(v.ToString()), v => Read(v)) where T : struct, Enum
{
    private static T Read(string text) => SnakeCase.TryRead<T>(text, out var value) ? value : throw new InvalidOperationException($"{typeof(T).Name} has no value {text}");
}
