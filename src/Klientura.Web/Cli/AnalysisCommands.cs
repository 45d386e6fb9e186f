using System.Globalization;
using System.Text.Json;
using Klientura.App.Analysis;
using Klientura.Core.Maths.Forecasting;
using Klientura.Core.Methods.Measures.PAlive;
using Klientura.Core.Values;

namespace Klientura.Web.Cli;

/// <summary>forecast and fit: the mathematics on plain files, so that it can be held against public data.</summary>
internal static class AnalysisCommands
{
    private const int DefaultFrequency = 12;
    private const int DefaultHorizon = 12;

    public static Command Forecast { get; } = new("forecast",
        $"forecast SERIES.csv [--frequency {DefaultFrequency}] [--horizon {DefaultHorizon}] [--method {string.Join('|', Forecaster.MethodNames)}] [--intervals] [--level 0.8] [--format csv] [--out FILE]",
        new Words("Прогноз для файла рядов: в строке код, затем значения.", "Forecast a file of series: a row is an id, then values."), RunForecast)
    {
        Options = ["frequency", "horizon", "method", "level", "out"], Flags = ["intervals"], Words = (1, 1),
    };

    public static Command Fit { get; } = new("fit", $"fit {string.Join('|', BuyingModels.Ids)}|{GammaGamma.Id} [--input SUMMARY.csv] [--k 1..{MbgCnbdK.MaxK}] [--unit week|day] [--as-of DATE] [--format table|json]",
        new Words("Подобрать модель покупок: по файлу (customer, x, t_x, T, zbar) или по учёту.", "Fit a model of buying: to a file (customer, x, t_x, T, zbar) or to the ledger."), RunFit)
    {
        Options = ["input", "k", "unit", "as-of"], Words = (1, 1),
    };

    private static Task<int> RunForecast(Invocation call)
    {
        var question = Question(call);
        if (!question.Ok) return Task.FromResult(call.Terminal.Misuse(question.Refusal.Text));
        return Task.FromResult(call.Arguments.One("out") is { } path ? ToFile(call, question.Value, path) : Write(call, question.Value, call.Terminal.Stream));
    }

    private static int ToFile(Invocation call, ForecastSeries question, string path)
    {
        try
        {
            using var output = File.Create(path);
            return Write(call, question, output);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return call.Terminal.Refuse(MeasureCommands.Unwritable(path));
        }
    }

    private static int Write(Invocation call, ForecastSeries question, Stream output)
    {
        var done = question.To(output);
        if (!done.Ok) return call.Terminal.Refuse(done.Refusal);
        foreach (var reason in done.Value.Reasons) call.Terminal.Error(reason);
        if (done.Value.Refused > 0)
            call.Terminal.Error(new Words($"Без прогноза рядов: {done.Value.Refused} из {done.Value.Series}.", $"Series without a forecast: {done.Value.Refused} of {done.Value.Series}."));
        return done.Value.Refused == done.Value.Series ? CommandLine.Refused : CommandLine.Done;
    }

    private static Outcome<ForecastSeries> Question(Invocation call)
    {
        var arguments = call.Arguments;
        var format = call.Format("csv");
        if (!format.Ok) return format.Refusal;
        if (!Whole(arguments, "frequency", DefaultFrequency, out var frequency, out var refusal) || !Whole(arguments, "horizon", DefaultHorizon, out var horizon, out refusal)) return refusal!;
        var name = arguments.One("method") ?? "auto";
        if (Forecaster.Named(name) is not { } method)
            return new Refusal("usage", new Words($"Метода прогноза «{name}» нет. Есть: {string.Join(", ", Forecaster.MethodNames)}.", $"There is no forecast method “{name}”. There are: {string.Join(", ", Forecaster.MethodNames)}."));
        var level = 0.8;
        if (arguments.One("level") is { } text && !double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out level))
            return new Refusal("usage", new Words($"--level «{text}»: нужно число, например 0.95.", $"--level “{text}”: write a number such as 0.95."));
        return new ForecastSeries(arguments.Words[0], new ForecastOptions(frequency, horizon, method, level)) { Intervals = arguments.Has("intervals") };
    }

    private static Task<int> RunFit(Invocation call)
    {
        var format = call.Format("table", "json");
        var question = FitQuestion(call.Arguments);
        if ((format.Refusal ?? question.Refusal) is { } misuse) return Task.FromResult(call.Terminal.Misuse(misuse.Text));
        if (call.Arguments.One("input") is { } path) return Task.FromResult(Show(call, question.Value!.OnFile(path), format.Value!));
        return call.WithCompany(company => Show(call, question.Value!.On(company), format.Value!));
    }

    private static Outcome<FitModel> FitQuestion(Arguments arguments)
    {
        var model = arguments.Words[0];
        if (model != GammaGamma.Id && !BuyingModels.Ids.Contains(model))
            return new Refusal("usage", new Words($"Модели «{model}» нет. Есть: {string.Join(", ", BuyingModels.Ids)}, {GammaGamma.Id}.", $"There is no model “{model}”. There are: {string.Join(", ", BuyingModels.Ids)}, {GammaGamma.Id}."));
        var asOf = CommonOptions.Day(arguments, "as-of");
        if (!asOf.Ok && asOf.Refusal is { } badDay) return badDay;
        if (!Whole(arguments, "k", 0, out var k, out var refusal)) return refusal!;
        if (arguments.One("k") is not null && k is < 1 or > MbgCnbdK.MaxK)
            return new Refusal("usage", new Words($"--k {k}: нужно от 1 до {MbgCnbdK.MaxK}.", $"--k {k}: 1 to {MbgCnbdK.MaxK}."));
        var unit = arguments.One("unit") ?? "week";
        if (unit is not ("week" or "day")) return new Refusal("usage", new Words($"--unit «{unit}»: можно week или day.", $"--unit “{unit}”: week or day."));
        return new FitModel(model) { K = arguments.One("k") is null ? null : k, AsOf = asOf.Value, UnitDays = unit == "day" ? 1 : PAliveAnalysis.WeekDays };
    }

    private static int Show(Invocation call, Outcome<TimedFit> outcome, string format)
    {
        if (!outcome.Ok) return call.Terminal.Refuse(outcome.Refusal);
        if (format == "json") WriteJson(outcome.Value, call.Terminal.Stream);
        else WriteTable(outcome.Value, call.Terminal);
        return CommandLine.Done;
    }

    private static void WriteJson(TimedFit timed, Stream output)
    {
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("model", timed.Fit.Model);
            json.WriteStartObject("parameters");
            foreach (var parameter in timed.Fit.Parameters) json.WriteNumber(parameter.Name, parameter.Value);
            json.WriteEndObject();
            json.WriteNumber("log_likelihood", timed.Fit.LogLikelihood);
            json.WriteNumber("n", timed.Fit.Clients);
            json.WriteNumber("seconds", Math.Round(timed.Seconds, 4));
            json.WriteNumber("iterations", timed.Fit.Iterations);
            json.WriteBoolean("at_bound", timed.Fit.AtBound);
            json.WriteEndObject();
        }
        output.WriteByte((byte)'\n');
    }

    private static void WriteTable(TimedFit timed, Terminal terminal)
    {
        terminal.Line($"{timed.Fit.Model}: {string.Join(", ", timed.Fit.Parameters.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Name} = {p.Value:0.######}")))}");
        terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{terminal.Say("логарифм правдоподобия", "log-likelihood")} {timed.Fit.LogLikelihood:0.000}, {terminal.Say("клиентов", "clients")} {timed.Fit.Clients}, {terminal.Say("секунд", "seconds")} {timed.Seconds:0.000}"));
        if (timed.Fit.AtBound) terminal.Line(terminal.Say("Один из параметров на границе: по этим данным он не определяется.", "One parameter lies at its bound: the data do not tell it."));
    }

    private static bool Whole(Arguments arguments, string option, int byDefault, out int value, out Refusal? refusal)
    {
        (value, refusal) = (byDefault, null);
        if (arguments.One(option) is not { } text || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)) return true;
        refusal = new Refusal("usage", new Words($"--{option} «{text}»: нужно целое число.", $"--{option} “{text}”: write a whole number."));
        return false;
    }
}
