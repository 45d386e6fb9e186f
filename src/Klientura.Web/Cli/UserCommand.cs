using Klientura.App.Data;
using Klientura.App.People;
using Klientura.Core.Values;

namespace Klientura.Web.Cli;

internal static class UserCommand
{
    private static readonly string RoleNames = string.Join("|", Enum.GetNames<Role>().Select(SnakeCase.Of));

    public static Command User { get; } = new("user", $"user list | add NAME --role {RoleNames} [--name \"...\"] | passwd NAME | role NAME ROLE | base NAME [\"...\"]",
        new Words("Люди, которые могут войти. Пароль спрашивается или читается из первой строки ввода.", "The people who may sign in. The password is asked for or read from the first line of input."), Run)
    {
        Options = ["role", "name"], Words = (1, 3),
    };

    private static Task<int> Run(Invocation call) => call.Arguments.Words switch
    {
        ["list"] => call.WithCompany(company =>
        {
            foreach (var person in new ReadPeople().On(company))
                call.Terminal.Line($"{person.UserName}\t{SnakeCase.Of(person.Role.ToString())}\t{person.DisplayName}{(OwnBase.Of(company, person) is { Length: > 0 } own ? $"\t{own}" : "")}");
            return CommandLine.Done;
        }),
        ["add", var name] => Add(call, name),
        ["passwd", var name] => Password(call) is { } password
            ? call.WithCompany(company => Tell(call, new SetPassword(name, password).On(company), "Пароль изменён.", "Password changed."))
            : Task.FromResult(NoPassword(call)),
        ["role", var name, var role] => SnakeCase.TryRead<Role>(role, out var value)
            ? call.WithCompany(company => Tell(call, new SetRole(name, value).On(company), "Роль изменена.", "Role changed."))
            : Task.FromResult(NoRole(call, role)),
        ["base", var name] => call.WithCompany(company => Tell(call, new ChooseOwnBase(name, "").On(company), "База — по имени человека.", "The base goes by the person's name.")),
        ["base", var name, var manager] => call.WithCompany(company => Tell(call, new ChooseOwnBase(name, manager).On(company), "База выбрана.", "The base is chosen.")),
        _ => Task.FromResult(call.Terminal.Misuse(new Words($"Пишите так: klientura {User.Usage}", $"Usage: klientura {User.Usage}"))),
    };

    private static Task<int> Add(Invocation call, string name)
    {
        var roleName = call.Arguments.One("role") ?? "manager";
        if (!SnakeCase.TryRead<Role>(roleName, out var role)) return Task.FromResult(NoRole(call, roleName));
        if (Password(call) is not { } password) return Task.FromResult(NoPassword(call));
        var add = new AddUser(name, call.Arguments.One("name") ?? "", role, password) { Language = call.Terminal.Language };
        return call.WithCompany(company => Tell(call, add.On(company), "Человек добавлен.", "Person added."));
    }

    private static int Tell(Invocation call, Outcome<Person> outcome, string ru, string en)
    {
        if (!outcome.Ok) return call.Terminal.Refuse(outcome.Refusal);
        call.Terminal.Line(call.Terminal.Say(ru, en));
        return CommandLine.Done;
    }

    private static int NoRole(Invocation call, string role) => call.Terminal.Misuse(new Words($"Роли «{role}» нет. Есть: {RoleNames}.", $"There is no role “{role}”. There are: {RoleNames}."));

    private static int NoPassword(Invocation call) => call.Terminal.Misuse(new Words("Нужен пароль: введите его или подайте первой строкой ввода.", "A password is needed: type it or send it as the first line of input."));

    private static string? Password(Invocation call)
    {
        if (Console.IsInputRedirected) return Console.In.ReadLine();
        Console.Error.Write(call.Terminal.Say("Пароль: ", "Password: "));
        var typed = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key != ConsoleKey.Backspace) typed.Append(key.KeyChar);
            else if (typed.Length > 0) typed.Length--;
        }
        Console.Error.WriteLine();
        return typed.Length == 0 ? null : typed.ToString();
    }
}
