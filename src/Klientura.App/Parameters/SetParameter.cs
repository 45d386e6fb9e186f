using Klientura.App.Data;
using Klientura.App.Decisions;
using Klientura.Core.Methods;
using Klientura.Core.Values;

namespace Klientura.App.Parameters;

/// <summary>Sets a parameter at one level, or takes the setting back. The change is added to the history with author and date; nothing is overwritten.</summary>
/// <param name="Method">Id of the method.</param>
/// <param name="Key">Key of the parameter.</param>
/// <param name="Value">The value in invariant text; null to take the setting back.</param>
/// <param name="Who">Sign-in name of the person, or <c>cli</c>.</param>
public sealed record SetParameter(string Method, string Key, string? Value, string Who)
{
    /// <summary>Longest reason, characters.</summary>
    public const int MaxReasonLength = 500;

    /// <summary>Longest name of a client, segment or sales type, characters.</summary>
    public const int MaxSubjectLength = 200;

    /// <summary>Level to set it at; the factory default cannot be set.</summary>
    public ParameterLevel Level { get; init; } = ParameterLevel.Company;

    /// <summary>External id of the client, name of the segment or code of the sales type; empty for the company.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Why, in the person's words.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The change as kept; refused for an unknown method, parameter, subject, or a value that does not fit.</summary>
    public Outcome<ParameterChange> On(Company company)
    {
        if (Catalogue.Find(Method) is not { } method) return ParameterRefusals.UnknownMethod(Method);
        var parameter = method.Card.Parameters.FirstOrDefault(p => p.Key == Key);
        var read = ParameterValues.Read(method.Card, new Dictionary<string, string> { [Key] = Value ?? parameter?.Default ?? "" });
        if (!read.Ok) return read.Refusal;
        if (CheckSubject(company) is { } refusal) return refusal;
        if (Reason.Trim().Length > MaxReasonLength) return new Refusal("reason_too_long", new Words($"Причина длиннее {MaxReasonLength} знаков.", $"The reason is longer than {MaxReasonLength} characters."));
        var change = new ParameterChange
        {
            Method = Method, Key = Key, Level = Level, Subject = Subject, Value = Value is null ? null : read.Value.Texts[Key], Reason = Reason.Trim(), ChangedAt = company.Now, ChangedBy = Who,
        };
        using var db = company.OpenState();
        db.ParameterChanges.Add(change);
        db.SaveChanges();
        return change;
    }

    private Refusal? CheckSubject(Company company)
    {
        if (Subject.Length > MaxSubjectLength) return new Refusal("subject_invalid", new Words($"Название длиннее {MaxSubjectLength} знаков.", $"The name is longer than {MaxSubjectLength} characters."));
        return Level switch
        {
            ParameterLevel.Company when Subject.Length == 0 => null,
            ParameterLevel.Client => company.Subjects.Clients.Any(c => c.ExternalId == Subject) ? null : ParameterRefusals.UnknownClient(Subject),
            ParameterLevel.Segment => company.Subjects.Clients.Any(c => c.Segment == Subject) ? null
                : new Refusal("segment_unknown", new Words($"Сегмента «{Subject}» в учёте нет.", $"The ledger has no segment “{Subject}”.")),
            ParameterLevel.SalesType => SetSalesType.Unknown(Subject),
            _ => new Refusal("level_invalid", new Words(
                "Укажите одно: клиента, сегмент, тип продаж или всю компанию. Заводское значение не меняется.",
                "Name one of: a client, a segment, a sales type, or the whole company. The factory default does not change.")),
        };
    }
}
