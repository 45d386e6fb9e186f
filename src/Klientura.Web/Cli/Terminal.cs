using System.Diagnostics;
using System.Text;
using Klientura.Core.Sales;
using Klientura.Core.Values;

namespace Klientura.Web.Cli;

/// <summary>Where answers and refusals are written, in the language of the interface.</summary>
internal sealed class Terminal
{
    private readonly StreamWriter output;

    public Terminal(string language)
    {
        Language = language;
        Stream = Console.OpenStandardOutput();
        output = new StreamWriter(Stream, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
        Console.OutputEncoding = Encoding.UTF8;
    }

    public string Language { get; }

    /// <summary>Standard output for files and machine formats.</summary>
    public Stream Stream { get; }

    public string Say(string ru, string en) => Language == "en" ? en : ru;

    public void Line(string text) => output.WriteLine(text);

    public void Error(Words text) => Console.Error.WriteLine(text.In(Language).ReplaceLineEndings(" "));

    public int Refuse(Refusal refusal)
    {
        Error(refusal.Text);
        return CommandLine.Refused;
    }

    public int Misuse(Words text)
    {
        Error(text);
        return CommandLine.WrongUsage;
    }
}

/// <summary>Shows how far an import is: a bar with rate and time left on a terminal, one line per 10 % otherwise.</summary>
internal sealed class ProgressLine(Terminal terminal) : IProgress<ImportProgress>, IDisposable
{
    private const int BarWidth = 24;
    private const int Step = 10;

    private readonly bool live = !Console.IsErrorRedirected;
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private ImportStage stage = (ImportStage)(-1);
    private double stageBegan;
    private int told;
    private long drawn;

    public void Report(ImportProgress value)
    {
        if (value.Stage != stage) (stage, stageBegan, told) = (value.Stage, watch.Elapsed.TotalSeconds, 0);
        var percent = (int)(Math.Clamp(value.Share, 0, 1) * 100);
        if (live) Draw(value, percent);
        else if (percent >= told + Step)
        {
            told = percent / Step * Step;
            Console.Error.WriteLine($"{Name(stage)}: {told} %");
        }
    }

    public void Dispose()
    {
        if (live && drawn > 0) Console.Error.Write("\r\e[K");
    }

    private void Draw(ImportProgress value, int percent)
    {
        if (watch.ElapsedMilliseconds - drawn < 100 && percent < 100) return;
        drawn = Math.Max(watch.ElapsedMilliseconds, 1);
        var seconds = Math.Max(watch.Elapsed.TotalSeconds - stageBegan, 1e-3);
        var left = value.Share > 0.01 ? TimeSpan.FromSeconds(seconds * (1 - value.Share) / value.Share).ToString(@"mm\:ss", System.Globalization.CultureInfo.InvariantCulture) : "--:--";
        var filled = percent * BarWidth / 100;
        var rate = value.Lines > 0 ? terminal.Say($", {value.Lines / watch.Elapsed.TotalSeconds:N0} строк/с", $", {value.Lines / watch.Elapsed.TotalSeconds:N0} lines/s") : "";
        Console.Error.Write($"\r\e[K{Name(stage)} [{new string('#', filled)}{new string('.', BarWidth - filled)}] {percent,3} %{rate}, {terminal.Say("осталось", "left")} {left}");
    }

    private string Name(ImportStage at) => at switch
    {
        ImportStage.Reading => terminal.Say("Чтение", "Reading"),
        ImportStage.Comparing => terminal.Say("Сверка", "Comparing"),
        ImportStage.Writing => terminal.Say("Запись", "Writing"),
        _ => throw new ArgumentOutOfRangeException(nameof(at), at, null),
    };
}
