using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Klientura.App.Methods;
using Markdig;

namespace Klientura.Web.Methods;

/// <summary>The Markdown page of a method as safe HTML, whole or by section. Pages are part of the program; raw HTML in them is not let through all the same.</summary>
internal static partial class PageText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().DisableHtml().Build();
    private static readonly ConcurrentDictionary<(string, string), string> Pages = new();

    /// <summary>The page without its title, days and minus signs as people write them.</summary>
    public static string Html(string method, string language) => Days(Scrolling(Markdown.ToHtml(Conditions().Replace(Body(Source(method, language)), line => ExampleText.Say(method, line.Groups[1].Value, language)), Pipeline)), language);

    // Examples write days as the tests read them.
    private static string Days(string html, string language) => Iso().Replace(html, day => (day.Groups[3].Success, language) switch
    {
        (true, "en") => $"{int.Parse(day.Groups[3].Value, CultureInfo.InvariantCulture)} {CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(int.Parse(day.Groups[2].Value, CultureInfo.InvariantCulture))} {day.Groups[1].Value}",
        (true, _) => $"{day.Groups[3].Value}.{day.Groups[2].Value}.{day.Groups[1].Value}",
        _ => $"{day.Groups[2].Value}.{day.Groups[1].Value}",
    }).Replace(">-", ">−", StringComparison.Ordinal);

    [GeneratedRegex(@"\b((?:19|20)\d\d)-(0[1-9]|1[0-2])(?:-([0-3]\d))?\b(?!-)")]
    private static partial Regex Iso();

    // The line of an example that the tests read: parameters as they are typed.
    [GeneratedRegex("^`([a-z_]+=[^`]+)`$", RegexOptions.Multiline)]
    private static partial Regex Conditions();

    /// <summary>The section about the formula.</summary>
    public static string Formula(string method, string language) => Scrolling(Markdown.ToHtml(Section(method, language, language == "en" ? "Formula" : "Формула"), Pipeline));

    /// <summary>The first sentences: what it shows.</summary>
    public static string About(string method, string language)
    {
        var text = Markdown.ToPlainText(Section(method, language, language == "en" ? "What it shows" : "Что показывает"), Pipeline).Trim().ReplaceLineEndings(" ");
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? text : text[..(end + 1)];
    }

    // A wide table scrolls by itself, also from the keyboard.
    private static string Scrolling(string html) => html.Replace("<table>", "<div class=\"scroll\" tabindex=\"0\"><table>", StringComparison.Ordinal).Replace("</table>", "</table></div>", StringComparison.Ordinal);

    private static string Source(string method, string language) => Pages.GetOrAdd((method, language), k => ReadMethods.Page(k.Item1, k.Item2) ?? "");

    private static string Body(string source) => source.StartsWith("# ", StringComparison.Ordinal) ? source[(source.IndexOf('\n', StringComparison.Ordinal) + 1)..] : source;

    private static string Section(string method, string language, string heading)
    {
        var source = Source(method, language);
        var start = source.IndexOf($"## {heading}\n", StringComparison.Ordinal);
        if (start < 0) return "";
        start = source.IndexOf('\n', start) + 1;
        var end = source.IndexOf("\n## ", start, StringComparison.Ordinal);
        return end < 0 ? source[start..] : source[start..end];
    }
}
