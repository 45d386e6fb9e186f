using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.ClientStatus;

/// <summary>Codes and words of client statuses, in the order of <see cref="LifeStatus"/>.</summary>
public static class StatusWords
{
    /// <summary>The codes a status column holds.</summary>
    public static IReadOnlyList<Code> Codes { get; } =
    [
        new("potential", new("потенциальный", "potential")), new("new", new("новый", "new")), new("active", new("активный", "active")), new("deviation", new("отклонение", "deviation")),
        new("sleeping", new("спящий", "sleeping")), new("lost", new("потерянный", "lost")), new("returned", new("возвращён", "returned")), new("project", new("проектный", "project client")),
    ];

    /// <summary>Stable code of a status.</summary>
    public static string Id(LifeStatus status) => Codes[(int)status].Id;

    /// <summary>Words of a status.</summary>
    public static Words Title(LifeStatus status) => Codes[(int)status].Title;
}
