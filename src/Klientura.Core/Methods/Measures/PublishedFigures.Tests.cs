using System.Globalization;
using Klientura.Core.Maths;
using Klientura.Core.Maths.Forecasting;
using Klientura.Core.Methods.Measures.Abc;
using Klientura.Core.Methods.Measures.DriverTree;
using Klientura.Core.Methods.Measures.Frequency;
using Klientura.Core.Methods.Measures.KeyAccounts;
using Klientura.Core.Methods.Measures.PAlive;
using Klientura.Core.Methods.Measures.Retention;
using Klientura.Core.Methods.Measures.Xyz;
using Klientura.Core.Tests;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures;

/// <summary>One table of published and computed figures: each row is computed here, held to its tolerance and to its line in docs/published-models.md.</summary>
public sealed class PublishedFiguresTests
{
    private const string Papers = "| Модель · Model | Величина · Quantity | Опубликовано · Published | Вычислено · Computed | Источник · Source |";

    /// <summary>A published figure.</summary>
    /// <param name="Published">As printed, with its decimals.</param>
    /// <param name="Tolerance">Largest allowed distance.</param>
    /// <param name="Compute">The same figure by this program.</param>
    private sealed record Published(string Model, string Quantity, string Value, double Tolerance, string Source, Func<double> Compute)
    {
        internal double Number => double.Parse(Value, CultureInfo.InvariantCulture);

        // One decimal more than was published shows how close it is and hides what depends on the machine.
        internal string Line(double computed)
        {
            var decimals = Value.Contains('.') ? Value.Length - Value.IndexOf('.') : 0;
            return $"| {Model} | {Quantity} | {Value} | {Math.Round(computed, decimals, MidpointRounding.AwayFromZero).ToString("F" + decimals, CultureInfo.InvariantCulture)} | {Source} |";
        }
    }

    private static readonly DateOnly Start = new(2026, 1, 5);
    private static readonly BuyingHistory Example = new(2, 30.43, 38.86);
    private static readonly Dictionary<string, BuyingFit> Fits = [];

    private static IReadOnlyList<Published> Rows() => [.. Fitted(), .. Predicted(), .. Vectors()];

    private static IEnumerable<Published> Fitted()
    {
        Published Row(string id, string model, string name, string value, double tolerance, string source) =>
            new(model, name, value, tolerance, source, () => name == "log-likelihood" ? Fit(id).LogLikelihood : Fit(id)[name]);
        const string fader = "Fader, Hardie, Lee 2005";
        foreach (var (name, value) in new[] { ("r", "0.243"), ("alpha", "4.414"), ("a", "0.793"), ("b", "2.426") }) yield return Row(BgNbd.Id, "BG/NBD", name, value, 0.001, fader);
        yield return Row(BgNbd.Id, "BG/NBD", "log-likelihood", "-9582.429", 0.01, fader);
        foreach (var (name, value) in new[] { ("r", "0.525"), ("alpha", "6.183"), ("a", "0.891"), ("b", "1.614") }) yield return Row(MbgNbd.Id, "MBG/NBD", name, value, 0.001, "Batislam et al. 2007; BTYDplus");
        yield return Row(MbgCnbdK.Id, "MBG/CNBD-k", "k", "1", 0, "Platzer 2016");
        foreach (var (name, value) in new[] { ("r", "0.553"), ("alpha", "10.578"), ("s", "0.606"), ("beta", "11.669") }) yield return Row(ParetoNbd.Id, "Pareto/NBD", name, value, name == "beta" ? 0.005 : 0.001, "Fader, Hardie 2005");
        yield return Row(ParetoNbd.Id, "Pareto/NBD", "log-likelihood", "-9594.976", 0.01, "Fader, Hardie 2005");
        foreach (var (name, value) in new[] { ("p", "6.25"), ("q", "3.74"), ("v", "15.44") }) yield return Row(GammaGamma.Id, "Gamma-Gamma", name, value, name == "v" ? 0.02 : 0.01, "Fader, Hardie 2013");
    }

    private static IEnumerable<Published> Predicted()
    {
        yield return new("BG/NBD", "E, 39 недель · weeks (x = 2, t_x = 30.43, T = 38.86)", "1.226", 0.001, "Fader, Hardie, Lee 2005", () => Fit(BgNbd.Id).Predictor!.ExpectedPurchases(Example, 39));
        yield return new("BG/NBD", "E новичка, 78 недель · of a newcomer, 78 weeks", "1.8576", 0.001, "Fader, Hardie, Lee 2005", () => Fit(BgNbd.Id).Predictor!.ExpectedPurchases(default, 78));
        yield return new("Pareto/NBD", "P (x = 0, T = 39)", "0.2941633", 0.0002, "BTYD", () => Fit(ParetoNbd.Id).Predictor!.PAlive(new BuyingHistory(0, 0, 39)));
        yield return new("Pareto/NBD", "P (x = 26, t_x = 30.86, T = 31)", "0.9979", 0.0002, "BTYD", () => Fit(ParetoNbd.Id).Predictor!.PAlive(new BuyingHistory(26, 30.86, 31)));
        foreach (var (x, mean, value) in new[] { (2, 22.35, "24.66"), (1, 11.77, "18.91"), (0, 0.0, "35.17") })
            yield return new("Gamma-Gamma", string.Create(CultureInfo.InvariantCulture, $"E (x = {x}, m = {mean})"), value, 0.02, "Fader, Hardie 2013", () => Fit(GammaGamma.Id).Spending!.ExpectedValue(x, mean)!.Value);
        yield return new("BG/NBD", "P (x = 2, t_x = 30.43, T = 38.86)", "0.726579", 5e-7, "F-5", () => BgNbd.Model(0.243, 4.414, 0.793, 2.426).PAlive(Example));
        foreach (var (k, age, value) in new[] { (3, 30, "0.903901"), (3, 40, "0.470628"), (3, 60, "0.007393"), (1, 30, "0.864449"), (1, 40, "0.572177"), (1, 60, "0.112589") })
            yield return new("MBG/CNBD-k", $"P (k = {k}, T = {age})", value, 5e-7, "F-5", () => MbgCnbdK.Model(k, 2, 10, 0.6, 3).PAlive(new BuyingHistory(5, 26, age)));
    }

    private static IEnumerable<Published> Vectors()
    {
        Published Row(string model, string quantity, string value, double tolerance, Func<double> compute) => new(model, quantity, value, tolerance, "F-5", compute);
        long[] twelve = [5000, 1600, 900, 900, 500, 400, 300, 200, 100, 100, 0, -150];
        foreach (var (letter, of, count) in new[] { (AbcClass.A, "A", "4"), (AbcClass.B, "B", "3"), (AbcClass.C, "C", "3") })
            yield return Row("ABC", $"12 клиентов: {of} · 12 clients: {of}", count, 0, () => Abc(twelve).Rows.Count(r => r.Class == letter));
        yield return Row("ABC", "сумма · total", "10000", 0, () => Abc(twelve).Total);
        yield return Row("XYZ", "8 кварталов, CV % · 8 quarters, CV %", "20.78", 0.005, () => Spread.Of([120, 150, 90, 140, 130, 160, 80, 130], Sigma.Population).Variation!.Value * 100);
        long[] months = [100, 0, 120, 0, 0, 110, 0, 90, 0, 100, 0, 0];
        yield return Row("XYZ, SBC", "12 месяцев, CV % · 12 months, CV %", "119.3", 0.05, () => Sbc(months).Spread!.Value.Variation!.Value * 100);
        yield return Row("XYZ, SBC", "ADI", "2.400", 1e-12, () => Sbc(months).Adi!.Value);
        yield return Row("XYZ, SBC", "CV²", "0.0096", 0.00005, () => Sbc(months).SquaredVariation!.Value);
        yield return Row("Частота · Frequency", "средняя пауза · mean gap", "30.4", 1e-12, () => Rhythm().MeanGapDays!.Value);
        yield return Row("Частота · Frequency", "медиана · median", "28", 0, () => Rhythm().MedianGapDays!.Value);
        yield return Row("Частота · Frequency", "P90", "37", 0, () => Rhythm().P90GapDays!.Value);
        yield return Row("Частота · Frequency", "CV пауз, % · of gaps, %", "13.1", 0.05, () => Rhythm().GapVariation!.Value * 100);
        yield return Row("Частота · Frequency", "индекс через 82 дня · index after 82 days", "2.929", 0.0005, () => Rhythm().OverdueIndex!.Value);
        var effects = DriverTreeAnalysis.Decompose(new(100, 600, Money.FromUnits(30_000_000)), new(110, 594, Money.FromUnits(30_888_000)))!.Value;
        foreach (var (name, value, effect) in new[] { ("Δ", "888000", effects.Delta), ("N", "2906000", effects.Clients), ("F", "-3214000", effects.Frequency), ("A", "1196000", effects.Average) })
            yield return Row("Дерево драйверов · Driver tree", name, value, 0, () => effect.ToDouble());
        yield return Row("Удержание · Retention", "CRR, %", "88.0", 1e-9, () => RetentionAnalysis.Logo(200, 214, 38, 0)!.Value * 100);
        foreach (var (name, value, tolerance) in new[] { ("logo", "80", 1e-9), ("grr", "76.67", 0.005), ("nrr", "85.00", 1e-9) })
            yield return Row("Удержание · Retention", $"{name}, %", value, tolerance, () => Retained().Figure(name).Number * 100);
        yield return Row("Вторые покупки · Second purchases", "61/95, %", "64.21", 0.005, SecondShare);
        yield return Row("Kaplan–Meier", "доля к 180-му дню · share by day 180", "0.78125", 1e-12, () => KaplanMeier.Share(KaplanMeier.Curve([(20, true), (35, true), (35, true), (60, false), (80, true), (90, false), (120, true), (150, false), (170, true), (200, false)]), 180));
        string[] indices = ["0.8192", "0.8669", "1.0064", "1.0991", "1.1909", "1.2824", "1.2258", "1.1200", "0.9665", "0.9104", "0.8072", "0.7053"];
        for (var i = 0; i < indices.Length; i++)
        {
            var month = i;
            yield return Row("Сезонность · Seasonality", $"{month + 1:00}", indices[month], 0.00005, () => Season()[month]);
        }
        yield return Row("Прогноз · Forecast", "WAPE, %", "14.29", 0.005, () => Error().Wape!.Value * 100);
        yield return Row("Прогноз · Forecast", "bias, %", "-3.90", 0.005, () => Error().Bias!.Value * 100);
        long[] shares = [34, 12, 11, 8, 7, .. Enumerable.Repeat(1L, 28)];
        yield return Row("Концентрация · Concentration", "HHI", "0.1562", 1e-12, () => Concentration.Hhi(shares)!.Value);
        yield return Row("Концентрация · Concentration", "top 1, %", "34", 1e-9, () => Abc(shares).Top(1) * 100);
        yield return Row("Концентрация · Concentration", "top 5, %", "72", 1e-9, () => Abc(shares).Top(5) * 100);
    }

    private static BuyingFit Fit(string model)
    {
        lock (Fits)
        {
            if (Fits.TryGetValue(model, out var known)) return known;
            var histories = File.ReadLines(SharedData.Find("cdnow/cdnow_customers_summary_with_transactions.csv")).Skip(1).Select(line =>
            {
                var f = line.Split(',').Select(t => double.Parse(t, CultureInfo.InvariantCulture)).ToArray();
                return new BuyingHistory((int)f[1], f[2], f[3]) { MeanValue = f[4] };
            }).ToArray();
            return Fits[model] = BuyingModels.Fit(model, histories, new FitOptions()).Value!;
        }
    }

    private static AbcResult Abc(long[] values) => AbcAnalysis.ByShare(values.Select((v, i) => new AbcItem(i, i, v)), 0.8, 0.95);

    private static XyzVerdict Sbc(long[] months) => XyzAnalysis.Sbc(months, 5, XyzAnalysis.MinMonths, (XyzAnalysis.Defaults(XyzMode.Sbc), Sigma.Population));

    private static Rhythm Rhythm() => FrequencyAnalysis.Of([.. new[] { 0, 28, 61, 88, 125, 152 }.Select(d => Start.AddDays(d))], Start.AddDays(152 + 82), [10, 20, 45, 75, 120]);

    private static double[] Season() =>
        [.. SeasonalIndex.Of([80, 85, 100, 110, 120, 130, 125, 115, 100, 95, 85, 75, 88, 94, 110, 121, 132, 143, 138, 126, 110, 104, 94, 82], SeasonAverage.Median)!.Indices];

    private static Accuracy Error() => Accuracy.Of([110, 100, 95, 20, 60], [100, 120, 90, 0, 60]);

    private static Sheets.Sheet Retained()
    {
        var ledger = new SmallLedger();
        foreach (var (client, before, now) in new[] { ("a", 100, 120), ("b", 80, 70), ("c", 60, 0), ("d", 40, 40), ("e", 20, 25), ("new", 0, 50) })
        {
            if (before > 0) ledger.Add(client, "2025-05-10", before);
            if (now > 0) ledger.Add(client, "2026-05-10", now);
        }
        return ledger.Run(new RetentionMethod(), "2026-06-10", "2026-05", "2025-05");
    }

    private static double SecondShare()
    {
        var ledger = new SmallLedger().Add("start", "2024-01-01", 1);
        for (var i = 0; i < 95; i++) ledger.Add($"c{i:00}", "2025-01-15", 10);
        for (var i = 0; i < 61; i++) ledger.Add($"c{i:00}", "2025-03-15", 10);
        return ledger.Run(new SecondPurchase.SecondPurchaseMethod(), "2025-12-31", "2025-01..2025-06").Figure("ratio").Number * 100;
    }

    [Fact]
    public void Every_published_figure_is_met_and_stands_in_the_document_as_computed()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Klientura.slnx"))) folder = folder.Parent;
        var document = File.ReadAllLines(Path.Combine(folder!.FullName, "docs", "published-models.md"));
        List<string> lines = [];
        foreach (var row in Rows())
        {
            var computed = row.Compute();
            computed.ShouldBe(row.Number, row.Tolerance + 1e-12, $"{row.Model}, {row.Quantity}");
            lines.Add(row.Line(computed));
        }
        var table = document.SkipWhile(l => l != Papers).Skip(2).TakeWhile(l => l.StartsWith('|')).ToArray();
        string.Join('\n', table).ShouldBe(string.Join('\n', lines), "The table of docs/published-models.md has to be:\n" + string.Join('\n', lines));
    }
}
