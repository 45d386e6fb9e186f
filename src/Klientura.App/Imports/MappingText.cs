using System.Text.Json;
using System.Text.Json.Serialization;
using Klientura.Core.Sales;
using Klientura.Core.Values;

namespace Klientura.App.Imports;

/// <summary>A mapping as the JSON text people keep in files; unknown keys are refused.</summary>
internal static class MappingText
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Outcome<Mapping> Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Mapping>(json, Options) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            return new Refusal("mapping_invalid", new Words($"Файл соответствия не читается: {e.Message}", $"The mapping file cannot be read: {e.Message}"));
        }
    }

    public static string Write(Mapping mapping) => JsonSerializer.Serialize(mapping, Options);
}
