using System.Diagnostics;
using System.Runtime.CompilerServices;
using Klientura.Ledger.Stores;

namespace Klientura.Ledger.Tests.Stores;

/// <summary>This test program started once more as another process that uses a ledger, so that it can be killed.</summary>
internal static class StoreProcess
{
    private const string Role = "KLIENTURA_TEST_ROLE", Place = "KLIENTURA_TEST_PLACE";

    /// <summary>Starts the process; its first answers come line by line.</summary>
    public static ChildProcess Start(string role, string place)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") start.ArgumentList.Add(typeof(StoreProcess).Assembly.Location);
        start.Environment[Role] = role;
        start.Environment[Place] = place;
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>Runs before the test runner's own entry point and takes over when a role is set.</summary>
    [ModuleInitializer]
    internal static void PlayRole()
    {
        if (Environment.GetEnvironmentVariable(Role) is not { } role) return;
        var place = Environment.GetEnvironmentVariable(Place)!;
        var outcome = LineStores.Open(place.Contains('=', StringComparison.Ordinal) ? new(null, place) : new(place, null));
        if (!outcome.Ok) Say($"refused {outcome.Refusal.Code}");
        else if (role == "import") KillCycle.ImportForever(outcome.Value, Say);
        Environment.Exit(0);
    }

    private static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}

/// <summary>A process that ends with the test, however that ends.</summary>
internal sealed class ChildProcess(Process process) : IDisposable
{
    public string? ReadLine() => process.StandardOutput.ReadLine();

    public void Kill() => process.Kill();

    public void WaitForExit() => process.WaitForExit();

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
