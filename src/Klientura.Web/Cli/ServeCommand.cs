using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Klientura.App.Data;
using Klientura.App.Demo;
using Klientura.Core.Values;
using Klientura.Web.Shell;

namespace Klientura.Web.Cli;

/// <summary>serve and demo.</summary>
internal static class ServeCommand
{
    public static Command Serve { get; } = new("serve", "serve [--urls http://localhost:5080] [--hosts NAME,NAME]",
        new Words("Открыть программу в браузере.", "Serve the program to browsers."), call => WrongAddress(call) ?? call.WithCompany(company => Start(call, company, demo: false)))
    {
        Options = ["urls", "hosts"],
    };

    public static Command Demo { get; } = new("demo", "demo [--urls http://localhost:5080] [--hosts NAME,NAME] [--clients 400] [--months 36] [--date DATE] [--build-only]",
        new Words("Компания для знакомства: три года продаж, вход по кнопке.", "A company to look at: three years of sales, sign-in by a button."), RunDemo)
    {
        Options = ["urls", "clients", "months", "date", "hosts"], Flags = ["build-only"],
    };

    private static async Task<int> RunDemo(Invocation call)
    {
        if (WrongAddress(call) is { } misuse) return await misuse;
        var plan = Plan(call.Arguments);
        if (!plan.Ok) return call.Terminal.Misuse(plan.Refusal.Text);
        var location = call.Arguments.One("data") is null ? call.Arguments.Location with { Folder = Path.Combine(call.Arguments.Location.Folder, "demo") } : call.Arguments.Location;
        var opened = new OpenCompany(location).With(TimeProvider.System);
        if (!opened.Ok) return call.Terminal.Refuse(opened.Refusal);
        using var company = opened.Value;
        Outcome<bool> built;
        using (var progress = new ProgressLine(call.Terminal)) built = plan.Value.On(company, progress, call.Cancel);
        if (!built.Ok) return call.Terminal.Refuse(built.Refusal);
        if (built.Value) call.Terminal.Line(call.Terminal.Say("Демонстрационная компания готова.", "The demo company is ready."));
        return call.Arguments.Has("build-only") ? CommandLine.Done : await Start(call, company, demo: true);
    }

    private static Outcome<BuildDemo> Plan(Arguments arguments)
    {
        var day = CommonOptions.Day(arguments, "date");
        if (!day.Ok && day.Refusal is { } badDay) return badDay;
        if (!Number(arguments, "clients", 400, BuildDemo.MinClients, BuildDemo.MaxClients, out var clients, out var refusal)) return refusal!;
        if (!Number(arguments, "months", 36, BuildDemo.MinMonths, BuildDemo.MaxMonths, out var months, out refusal)) return refusal!;
        return new BuildDemo { Clients = clients, Months = months, Today = day.Value };
    }

    private static bool Number(Arguments arguments, string option, int byDefault, int min, int max, out int value, out Refusal? refusal)
    {
        (value, refusal) = (byDefault, null);
        if (arguments.One(option) is not { } text || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= min && value <= max)) return true;
        refusal = new Refusal("usage", new Words($"--{option} «{text}»: нужно число от {min} до {max}.", $"--{option} “{text}”: a number from {min} to {max}."));
        return false;
    }

    private static async Task<int> Start(Invocation call, Company company, bool demo)
    {
        var urls = call.Arguments.One("urls") ?? WebOptions.DefaultUrls;
        var options = new WebOptions(urls)
        {
            Demo = demo,
            Hosts = (call.Arguments.One("hosts") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            Ready = address => call.Terminal.Line(call.Terminal.Say($"Откройте {address}  (остановить: Ctrl+C)", $"Open {address}  (stop with Ctrl+C)")),
        };
        try
        {
            await WebHost.Run(company, options, call.Cancel);
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception e) when (e is IOException { InnerException: not null } || e is SocketException)
        {
            return call.Terminal.Refuse(new Refusal("address_taken", new Words(
                $"Не удалось занять адрес {urls}: он уже используется или не разрешён. Укажите другой: --urls http://localhost:5081",
                $"Cannot listen on {urls}: it is in use or not permitted. Choose another: --urls http://localhost:5081")));
        }
        call.Terminal.Line(call.Terminal.Say("Остановлено.", "Stopped."));
        return CommandLine.Done;
    }

    /// <summary>Tells of a --urls that is none before anything is opened; null when it is well.</summary>
    private static Task<int>? WrongAddress(Invocation call) => call.Arguments.One("urls") is not { } urls || IsAddress(urls)
        ? null
        : Task.FromResult(call.Terminal.Misuse(new Words($"--urls «{urls}» — не адрес. Пишите, например, http://localhost:5081", $"--urls “{urls}” is no address. Write for example http://localhost:5081")));

    private static bool IsAddress(string urls) => urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } all
        && all.All(url => Uri.TryCreate(url.Replace("://*", "://any").Replace("://+", "://any"), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.PathAndQuery == "/");
}
