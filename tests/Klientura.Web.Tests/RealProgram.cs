using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Klientura.Web.Tests;

/// <summary>The program in a process of its own, as a person starts it.</summary>
internal sealed partial class RealProgram : IDisposable
{
    /// <summary>Longest any call of a test may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process process;
    private readonly Task<string> error;

    private RealProgram(Process process) => (this.process, error) = (process, process.StandardError.ReadToEndAsync());

    /// <summary>Folder the program stands in.</summary>
    public static string Folder => AppContext.BaseDirectory;

    /// <summary>Starts the program; <paramref name="folder"/> names another copy of it.</summary>
    public static RealProgram Start(IEnumerable<string> arguments, string? folder = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder ?? Folder, "klientura.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        foreach (var name in (string[])["KLIENTURA_DB", "KLIENTURA_LANG", "KLIENTURA_TRACE"]) start.Environment.Remove(name);
        return new RealProgram(Process.Start(start)!);
    }

    /// <summary>Runs the program to its end.</summary>
    public static (int Exit, string Output, string[] Errors) Run(params string[] arguments) => Run(arguments, null);

    /// <summary>Runs a copy of the program to its end.</summary>
    public static (int Exit, string Output, string[] Errors) Run(string[] arguments, string? folder)
    {
        using var program = Start(arguments, folder);
        return program.End();
    }

    /// <summary>Whether it ends by itself in that time; waits no longer than it runs.</summary>
    public bool EndsWithin(TimeSpan time) => process.WaitForExit(time);

    public int Id => process.Id;

    public Task<string?> ReadLine() => process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask();

    /// <summary>Ends it with SIGKILL: nothing in it gets to run any more.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Asks it to stop with SIGTERM.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits for the end; error lines come without those of progress.</summary>
    public (int Exit, string Output, string[] Errors) End()
    {
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            Kill();
            Assert.Fail("The program did not end in time");
        }
        return (process.ExitCode, output.Result, [.. error.Result.Split('\n').Where(line => line.Length > 0 && !Progress().IsMatch(line))]);
    }

    public void Dispose()
    {
        if (!process.HasExited) Kill();
        process.Dispose();
    }

    [GeneratedRegex(@": \d+ %$")]
    private static partial Regex Progress();
}
