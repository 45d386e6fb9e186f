using Klientura.App.Data;
using Klientura.Core.Values;

namespace Klientura.Web.Cli;

internal static class DoctorCommand
{
    public static Command Doctor { get; } = new("doctor", "doctor", new Words("Проверить, всё ли в порядке: папка, место, базы, учёт.", "Check that all is well: folder, space, databases, ledger."), call =>
    {
        var findings = CheckHealth.Run(call.Arguments.Location, TimeProvider.System);
        foreach (var finding in findings)
            call.Terminal.Line($"{(finding.Ok ? call.Terminal.Say("хорошо", "good") : call.Terminal.Say("ПЛОХО ", "BAD ")),-7} {finding.Text.In(call.Terminal.Language)}");
        if (findings.FirstOrDefault(f => !f.Ok) is not { } bad) return Task.FromResult(CommandLine.Done);
        call.Terminal.Error(bad.Text);
        return Task.FromResult(CommandLine.Refused);
    });
}
