using System.Text.Encodings.Web;
using System.Text.Json;
using Klientura.App.Data;
using Klientura.App.Methods;
using Klientura.Core.Methods;

namespace Klientura.Web.Cli;

/// <summary>The list of methods for programs.</summary>
internal static class MethodsJson
{
    public static void Write(IReadOnlyList<MethodCard> cards, string language, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (var card in cards)
            {
                json.WriteStartObject();
                json.WriteString("id", card.Id);
                json.WriteString("title", card.Title.In(language));
                json.WriteString("place", card.BookPlace);
                json.WriteNumber("window_months", card.Window.Months);
                json.WriteStartArray("parameters");
                foreach (var parameter in card.Parameters) Parameter(json, parameter, language);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        output.WriteByte((byte)'\n');
    }

    private static void Parameter(Utf8JsonWriter json, Parameter parameter, string language)
    {
        json.WriteStartObject();
        json.WriteString("key", parameter.Key);
        json.WriteString("kind", SnakeCase.Of(parameter.Kind.ToString()));
        json.WriteString("title", parameter.Title.In(language));
        json.WriteString("default", parameter.Default);
        json.WriteString("origin", SnakeCase.Of(parameter.Origin.ToString()));
        json.WriteString("origin_label", RunMethod.OriginLabel(parameter.Origin).In(language));
        json.WriteStartArray("choices");
        foreach (var choice in parameter.Choices) json.WriteStringValue(choice.Id);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
