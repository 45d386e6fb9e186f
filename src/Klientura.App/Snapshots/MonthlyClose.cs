using Klientura.App.Data;

namespace Klientura.App.Snapshots;

/// <summary>Whether months are closed by the clock.</summary>
public sealed record ReadMonthlyClose
{
    internal const string Key = "close_by_schedule";

    /// <summary>True unless somebody turned it off.</summary>
    public bool On(Company company)
    {
        using var db = company.OpenState();
        return db.Settings.Find(Key)?.Value != "false";
    }
}

/// <summary>Turns the closing of months by the clock on or off.</summary>
/// <param name="Active">Whether months shall be closed by the clock.</param>
/// <param name="Who">Sign-in name of the person.</param>
public sealed record SwitchMonthlyClose(bool Active, string Who)
{
    /// <summary>Keeps the choice.</summary>
    public void On(Company company)
    {
        using var db = company.OpenState();
        var row = db.Settings.Find(ReadMonthlyClose.Key) ?? db.Settings.Add(new CompanySetting { Key = ReadMonthlyClose.Key }).Entity;
        (row.Value, row.ChangedAt, row.ChangedBy) = (Active ? "true" : "false", company.Now, Who);
        db.SaveChanges();
    }
}
