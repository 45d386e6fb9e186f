using System.Globalization;
using System.Text.Json;
using Klientura.App.Data;
using Klientura.App.Sales;
using Klientura.Core.Facts;
using Klientura.Core.Sales;
using Klientura.Core.Values;

namespace Klientura.Web.Cli;

/// <summary>ledger and facts.</summary>
internal static class LedgerCommands
{
    public static Command Ledger { get; } = new("ledger", "ledger [--format table|json]",
        new Words("Сколько чего в учёте: строки, суммы, первый и последний день.", "What the ledger holds: lines, sums, first and last day."), RunLedger);

    public static Command Facts { get; } = new("facts", "facts client-months|orders|client-categories|client-products|lifecycles|order-gaps|manager-months [--from M] [--to M] [--client ID] [--as-of DATE] [--orders day|document] [--scope manager=..] [--format csv]",
        new Words("Выгрузить факты, из которых считаются методы.", "Write the facts the methods are computed from."), RunFacts)
    {
        Options = ["from", "to", "client", "as-of", "orders", "scope"], Words = (1, 1),
    };

    private static Task<int> RunLedger(Invocation call)
    {
        var format = call.Format("table", "json");
        if (!format.Ok) return Task.FromResult(call.Terminal.Misuse(format.Refusal.Text));
        return call.WithCompany(company =>
        {
            var health = new ReadLedger().On(company);
            if (format.Value == "json") WriteJson(health, call.Terminal);
            else WriteTable(health, call.Terminal);
            return CommandLine.Done;
        });
    }

    private static void WriteJson(LedgerHealth health, Terminal terminal)
    {
        using (var json = new Utf8JsonWriter(terminal.Stream))
        {
            json.WriteStartObject();
            json.WriteNumber("lines", health.Lines);
            json.WriteNumber("sale_lines", health.SaleLines);
            json.WriteNumber("return_lines", health.ReturnLines);
            json.WriteNumber("documents", health.Documents);
            json.WriteNumber("clients", health.Clients);
            json.WriteNumber("products", health.Products);
            Money("net", health.Net);
            Money("sales", health.Sales);
            Money("returns", health.Returns);
            json.WriteString("first_day", health.FirstDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteString("last_day", health.LastDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteNumber("version", health.Version);
            json.WriteNumber("bytes", health.Bytes);
            json.WriteStartArray("problems");
            foreach (var problem in health.Problems) json.WriteStringValue(problem.In(terminal.Language));
            json.WriteEndArray();
            json.WriteEndObject();

            void Money(string name, Money value)
            {
                json.WritePropertyName(name);
                json.WriteRawValue(value.ToString());
            }
        }
        terminal.Stream.WriteByte((byte)'\n');
    }

    private static void WriteTable(LedgerHealth health, Terminal terminal)
    {
        (string, string)[] rows =
        [
            (terminal.Say("Строк", "Lines"), $"{health.Lines}"),
            (terminal.Say("  продаж", "  sales"), $"{health.SaleLines}"),
            (terminal.Say("  возвратов", "  returns"), $"{health.ReturnLines}"),
            (terminal.Say("Документов", "Documents"), $"{health.Documents}"),
            (terminal.Say("Клиентов", "Clients"), $"{health.Clients}"),
            (terminal.Say("Товаров", "Products"), $"{health.Products}"),
            (terminal.Say("Продажи", "Sales"), health.Sales.ToString()),
            (terminal.Say("Возвраты", "Returns"), health.Returns.ToString()),
            (terminal.Say("Выручка", "Net"), health.Net.ToString()),
            (terminal.Say("Первый день", "First day"), health.FirstDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "—"),
            (terminal.Say("Последний день", "Last day"), health.LastDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "—"),
            (terminal.Say("Версия", "Version"), $"{health.Version}"),
            (terminal.Say("Байт на диске", "Bytes on disk"), $"{health.Bytes}"),
            (terminal.Say("Состояние", "Health"), health.Problems.Count == 0 ? terminal.Say("исправен", "healthy") : string.Join(" ", health.Problems.Select(p => p.In(terminal.Language)))),
        ];
        foreach (var (name, value) in rows) terminal.Line($"{name,-16} {value}");
    }

    private static Task<int> RunFacts(Invocation call)
    {
        var query = Query(call.Arguments);
        if (query.Ok && call.Format("csv") is { Ok: false } format) query = format.Refusal!;
        if (!query.Ok) return Task.FromResult(call.Terminal.Misuse(query.Refusal.Text));
        return call.WithCompany(company => query.Value.On(company, call.Terminal.Stream) is { Ok: false } refused ? call.Terminal.Refuse(refused.Refusal!) : CommandLine.Done);
    }

    private static Outcome<ReadFacts> Query(Arguments arguments)
    {
        if (!ReadFacts.Kinds.Contains(arguments.Words[0]))
            return new Refusal("usage", new Words($"Нет набора фактов «{arguments.Words[0]}». Есть: {string.Join(", ", ReadFacts.Kinds)}.", $"There is no fact set “{arguments.Words[0]}”. There are: {string.Join(", ", ReadFacts.Kinds)}."));
        var from = CommonOptions.Month(arguments, "from");
        var to = CommonOptions.Month(arguments, "to");
        var asOf = CommonOptions.Day(arguments, "as-of");
        var orders = CommonOptions.Orders(arguments);
        var scope = ScopeText.Read(arguments.All("scope"));
        if ((from.Refusal ?? to.Refusal ?? asOf.Refusal ?? orders.Refusal ?? scope.Refusal) is { } refusal) return refusal;
        return new ReadFacts(arguments.Words[0]) { From = from.Value, To = to.Value, AsOf = asOf.Value, Client = arguments.One("client"), Orders = orders.Value, Scope = scope.Value! };
    }
}

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    public static Outcome<DateOnly?> Day(Arguments arguments, string option)
    {
        if (arguments.One(option) is not { } text) return (DateOnly?)null;
        if (DateOnly.TryParseExact(text, ["yyyy-MM-dd", "dd.MM.yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return (DateOnly?)day;
        return new Refusal("usage", new Words($"--{option} «{text}»: нужна дата, например 2011-12-09.", $"--{option} “{text}”: write a date such as 2011-12-09."));
    }

    public static Outcome<Month?> Month(Arguments arguments, string option)
    {
        if (arguments.One(option) is not { } text) return (Month?)null;
        if (Core.Values.Month.TryParse(text, out var month)) return (Month?)month;
        return new Refusal("usage", new Words($"--{option} «{text}»: нужен месяц, например 2011-11.", $"--{option} “{text}”: write a month such as 2011-11."));
    }

    public static Outcome<Period?> Period(Arguments arguments, string option)
    {
        if (arguments.One(option) is not { } text) return (Period?)null;
        if (Core.Values.Period.TryParse(text, out var period)) return (Period?)period;
        return new Refusal("usage", new Words($"--{option} «{text}»: нужны месяцы, например 2010-12..2011-11.", $"--{option} “{text}”: write months such as 2010-12..2011-11."));
    }

    public static Outcome<OrderMerge> Orders(Arguments arguments) => arguments.One("orders") switch
    {
        null or "day" => OrderMerge.Day,
        "document" => OrderMerge.Document,
        var text => new Refusal("usage", new Words($"--orders «{text}»: можно day или document.", $"--orders “{text}”: day or document.")),
    };
}
