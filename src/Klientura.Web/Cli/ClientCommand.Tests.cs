using System.Text.Json;
using Klientura.Web.Tests;

namespace Klientura.Web.Cli;

/// <summary>Decisions about clients through the real program.</summary>
public sealed class ClientCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("klientura-cli-").FullName;

    private string Data => Path.Combine(folder, "data");

    [Fact]
    public void Decisions_are_recorded_listed_undone_and_change_the_answer()
    {
        var sales = Path.Combine(folder, "sales.csv");
        File.WriteAllText(sales, "Дата;Номер документа;Код контрагента;Контрагент;Артикул;Номенклатура;Количество;Сумма\n01.01.2026;1;К1;ООО «Альфа»;А1;Кабель;1;100,00\n01.02.2026;2;К2;ООО «Бета»;А1;Кабель;1;50,00\n");
        Done("import", sales);
        Done("client", "pause", "К1", "2026-02-01", "28.02.2026", "--reason", "сезон");
        Done("client", "project", "К2", "2026-05-01");
        Done("client", "loss", "К1", "2026-03-01", "--reason", "закрылись");
        Done("client", "cause", "К1", "2026-02", "price");
        Done("client", "type", "К1", "transactional");
        Done("client", "type", "mixed");
        var undone = Done("client", "loss", "К1", "2026-03-01", "off").Split("undo ")[1].Trim();
        Done("client", "undo", undone);
        var listed = JsonDocument.Parse(Done("client", "decisions", "--format", "json")).RootElement.EnumerateArray().Select(d => $"{d.GetProperty("kind")} {d.GetProperty("client_id")} {d.GetProperty("place")} {d.GetProperty("value")}").ToArray();
        listed.ShouldBe(["pause К1 2026-02-01 2026-02-28", "project К2  2026-05-01", "cause К1 2026-02 price", "sales_type К1  transactional", "sales_type   mixed", "loss К1 2026-03-01 lost"]);
        Done("client", "decisions", "К1", "--history").ShouldContain("снято");
        Done("client", "decisions", "К2", "--lang", "en").ShouldContain("next project 2026-05-01");
        var status = Done("measure", "client-status", "--as-of", "2026-03-05", "--format", "csv");
        status.ShouldContain("К2");
        status.Split('\n').Single(line => line.StartsWith("К2", StringComparison.Ordinal)).ShouldContain("project");
    }

    [Fact]
    public void A_wrong_decision_is_refused_in_one_sentence()
    {
        Done("ledger");
        Ends(CommandLine.Refused, "К9", "client", "pause", "К9", "2026-07-01", "2026-07-31");
        Ends(CommandLine.Refused, "кончается", "client", "pause", "К9", "2026-07-31", "2026-07-01");
        Ends(CommandLine.Refused, "К9", "client", "decisions", "К9");
        Ends(CommandLine.Refused, "№ 7", "client", "undo", "7");
        Ends(CommandLine.WrongUsage, "2026-07-01", "client", "pause", "К9", "завтра", "2026-07-01");
        Ends(CommandLine.WrongUsage, "our_fault", "client", "cause", "К9", "2026-07", "weather");
        Ends(CommandLine.WrongUsage, "strategic", "client", "type", "barter");
        Ends(CommandLine.WrongUsage, "client pause", "client", "dance");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Done(params string[] arguments)
    {
        var (exit, output, errors) = RealProgram.Run([.. arguments, "--data", Data]);
        exit.ShouldBe(CommandLine.Done, string.Join('\n', errors));
        return output;
    }

    private void Ends(int expected, string word, params string[] arguments)
    {
        var (exit, output, errors) = RealProgram.Run([.. arguments, "--data", Data]);
        errors.ShouldHaveSingleItem().ShouldContain(word);
        (exit, output).ShouldBe((expected, ""));
    }
}
