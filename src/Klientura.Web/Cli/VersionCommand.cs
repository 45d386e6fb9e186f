using System.Reflection;
using Klientura.Core.Values;

namespace Klientura.Web.Cli;

internal static class VersionCommand
{
    public static Command Version { get; } = new("version", "version", new Words("Версия программы.", "Version of the program."), call =>
    {
        call.Terminal.Line("klientura " + Number);
        return Task.FromResult(CommandLine.Done);
    });

    public static string Number => typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
