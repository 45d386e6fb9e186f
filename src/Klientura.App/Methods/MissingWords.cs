using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.App.Methods;

/// <summary>The words that stand where a value is missing.</summary>
public static class MissingWords
{
    /// <summary>Why the value is missing; null when there is nothing to say.</summary>
    public static Words? Of(MissingReason reason) => reason switch
    {
        MissingReason.None or MissingReason.Blank => null,
        MissingReason.FewData => new("мало данных", "too little data"),
        MissingReason.NoPotential => new("нет потенциала", "no potential"),
        MissingReason.NoCost => new("нет себестоимости", "no cost"),
        MissingReason.ProjectClient => new("проектный клиент", "project client"),
        MissingReason.ClosedPeriodMissing => new("период не закрыт", "period not closed"),
        MissingReason.NotKept => new("не ведётся", "not kept yet"),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
