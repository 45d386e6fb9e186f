namespace Klientura.Web.Cli;

public sealed class OptionHelpTests
{
    [Fact]
    public void Every_option_of_every_command_is_explained_in_both_languages()
    {
        foreach (var command in CommandLine.Commands)
        {
            foreach (var (option, meaning) in OptionHelp.Of(command.Usage))
                meaning.ShouldNotBeNull($"{command.Name} {option}").Ru.ShouldNotBeEmpty();
            foreach (var option in command.Options.Concat(command.Flags))
                OptionHelp.Of(command.Usage).Select(o => o.Option).ShouldContain("--" + option, command.Name);
        }
    }
}
