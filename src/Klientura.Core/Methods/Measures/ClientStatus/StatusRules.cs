using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.ClientStatus;

/// <summary>Whose silence is long: the rule of every client by the settings of the client status.</summary>
public sealed class StatusRules
{
    private readonly Dictionary<ClientId, StatusRule> own = [];

    /// <summary>The rules of the settings; multiples that do not rise give way to the common ones, and those to the factory's.</summary>
    public StatusRules(MethodSettings settings)
    {
        Common = Rising(settings.Common) ?? StatusRule.Default;
        foreach (var (client, values) in settings.Own)
            if (Rising(values) is { } rule && rule != Common)
                own[client] = rule;
    }

    /// <summary>The company's rules, so that a sleeping client is the same in every measure.</summary>
    public static StatusRules Of(MethodInput input) => new(input.SettingsOf(new ClientStatusMethod()));

    /// <summary>The rule of clients without one of their own.</summary>
    public StatusRule Common { get; }

    /// <summary>Whether all clients go by the common rule.</summary>
    public bool IsUniform => own.Count == 0;

    /// <summary>The rule of a client.</summary>
    public StatusRule Of(ClientId client) => own.Count > 0 && own.TryGetValue(client, out var rule) ? rule : Common;

    private static StatusRule? Rising(ParameterValues values) => StatusRule.Of(values) is { IsRising: true } rule ? rule : null;
}
