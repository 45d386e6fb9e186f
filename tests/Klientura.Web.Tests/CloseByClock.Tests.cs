using Klientura.App.Data;
using Klientura.App.Imports;
using Klientura.App.Snapshots;
using Klientura.Core.Values;
using Klientura.Web.Snapshots;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Klientura.Web.Tests;

/// <summary>The program closes months by itself, by the clock of the company.</summary>
public sealed class CloseByClockTests
{
    [Fact]
    public async Task A_month_is_closed_at_the_start_and_the_next_one_when_its_day_comes()
    {
        var clock = new HandClock(new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero));
        await using var site = await Site.Start(prepare: Sales, clock: clock);
        await clock.Armed();
        Closed(site).ShouldBe([new Month(2026, 10)]);
        clock.Move(TimeSpan.FromDays(8));
        await clock.Armed();
        site.Services.GetRequiredService<CloseByClock>().Last!.At.Month.ShouldBe(12);
        Closed(site).ShouldBe([new Month(2026, 10)], "It is the third of December");
        clock.Move(TimeSpan.FromDays(2));
        await clock.Armed();
        Closed(site).ShouldBe([new Month(2026, 10), new Month(2026, 11)]);
    }

    [Fact]
    public async Task Nothing_is_closed_while_the_schedule_is_off()
    {
        var clock = new HandClock(new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero));
        await using var site = await Site.Start(prepare: c =>
        {
            Sales(c);
            new SwitchMonthlyClose(false, "test").On(c);
        }, clock: clock);
        site.Services.GetRequiredService<CloseByClock>().Check(TestContext.Current.CancellationToken);
        Closed(site).ShouldBeEmpty();
        site.Services.GetRequiredService<CloseByClock>().Last.ShouldBeNull();
    }

    [Fact]
    public async Task A_check_that_fails_is_told_on_the_page_and_the_program_goes_on()
    {
        var clock = new HandClock(new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero));
        await using var site = await Site.Start(prepare: c =>
        {
            Sales(c);
            Break(c);
        }, clock: clock);
        await clock.Armed();
        site.Services.GetRequiredService<CloseByClock>().Last.ShouldNotBeNull().Failed.ShouldBeTrue();
        var page = await (await site.SignedIn(Role.Owner)).GetStringAsync("/snapshots", TestContext.Current.CancellationToken);
        page.ShouldContain("Проверка не удалась");
        page.ShouldContain("href=\"/snapshots/close/2026-10\"");
    }

    // The database refuses new snapshots, as a full disk would.
    private static void Break(Company company)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(company.Location.Folder, "klientura.sqlite")}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "CREATE TRIGGER broken BEFORE INSERT ON snapshots BEGIN SELECT RAISE(ABORT, 'disk full'); END";
        command.ExecuteNonQuery();
    }

    private static IEnumerable<Month> Closed(Site site) => new ReadMonths().On(site.Company).Where(m => m.Standing == MonthStanding.Closed).Select(m => m.Month).Order();

    private static void Sales(Company company)
    {
        new SwitchMonthlyClose(true, "test").On(company);
        var file = Path.Combine(company.UploadsFolder, "sales.csv");
        File.WriteAllText(file, "Дата;Номер документа;Код контрагента;Контрагент;Артикул;Номенклатура;Количество;Сумма\n01.10.2026;РТ-1;К1;ООО «Альфа»;А1;Кабель;2;100,00\n03.11.2026;РТ-3;К1;ООО «Альфа»;А2;Лампа;3;151,50\n");
        new ImportFiles([file], "test").On(company, null, CancellationToken.None).NewLines.ShouldBe(2);
    }
}

/// <summary>A clock that moves by hand and rings the timers that come due.</summary>
internal sealed class HandClock(DateTimeOffset start) : TimeProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly SemaphoreSlim armed = new(0);
    private readonly List<Bell> bells = [];
    private DateTimeOffset now = start;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var bell = new Bell(this, callback, state);
        bell.Change(dueTime, period);
        lock (gate) bells.Add(bell);
        if (dueTime == CloseByClock.Pause) armed.Release();
        return bell;
    }

    /// <summary>Waits until a check is over: the program then sets its timer to the next one.</summary>
    public async Task Armed() => (await armed.WaitAsync(Patience, TestContext.Current.CancellationToken)).ShouldBeTrue();

    public void Move(TimeSpan by)
    {
        lock (gate) now += by;
        Bell[] due;
        lock (gate) due = [.. bells.Where(b => b.Due <= now)];
        foreach (var bell in due) bell.Ring();
    }

    private sealed class Bell(HandClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan period;

        public DateTimeOffset Due { get; private set; } = DateTimeOffset.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan every)
        {
            (Due, period) = (dueTime < TimeSpan.Zero ? DateTimeOffset.MaxValue : clock.GetUtcNow() + dueTime, every);
            return true;
        }

        public void Ring()
        {
            Due = period > TimeSpan.Zero ? clock.GetUtcNow() + period : DateTimeOffset.MaxValue;
            callback(state);
        }

        public void Dispose() => Due = DateTimeOffset.MaxValue;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
