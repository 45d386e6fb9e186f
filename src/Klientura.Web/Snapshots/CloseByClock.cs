using Klientura.App.Data;
using Klientura.App.Snapshots;
using Klientura.Core.Values;

namespace Klientura.Web.Snapshots;

/// <summary>What the last check for due months did.</summary>
/// <param name="At">UTC.</param>
/// <param name="Done">What was closed and skipped; null when the check failed.</param>
/// <param name="Failed">Whether it ended in an internal error, which the log tells.</param>
internal sealed record CloseCheck(DateTime At, DueClose? Done, bool Failed);

/// <summary>Closes due months once at the start and then every day, unless the company turned that off. A failure is logged and shown, and never stops the program.</summary>
internal sealed partial class CloseByClock(Company company, ILogger<CloseByClock> log) : BackgroundService
{
    /// <summary>Time between two checks.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromDays(1);

    /// <summary>The last check; null before the first, or while it is turned off.</summary>
    public CloseCheck? Last { get; private set; }

    /// <summary>Checks in the background without waiting for tomorrow.</summary>
    public void Soon() => _ = Task.Run(() => Check());

    /// <summary>Checks now, as the clock would.</summary>
    internal void Check(CancellationToken stopping = default)
    {
        try
        {
            if (new ReadMonthlyClose().On(company)) Last = new CloseCheck(company.Now, new CloseDueMonths().On(company), Failed: false);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            Failed(log, e);
            Last = new CloseCheck(company.Now, null, Failed: true);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Run(() => Check(stoppingToken), stoppingToken);
            await Task.Delay(Pause, company.Clock, stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Error, "The monthly close failed")]
    private static partial void Failed(ILogger log, Exception exception);
}
