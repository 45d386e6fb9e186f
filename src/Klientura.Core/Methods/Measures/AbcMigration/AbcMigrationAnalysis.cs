namespace Klientura.Core.Methods.Measures.AbcMigration;

/// <summary>Where a client stood in one period.</summary>
public enum MigrationState
{
    /// <summary>Not a client yet: the first order came later.</summary>
    New,

    /// <summary>Class A.</summary>
    A,

    /// <summary>Class B.</summary>
    B,

    /// <summary>Class C.</summary>
    C,

    /// <summary>«0»: nothing, or less than nothing, and not asleep.</summary>
    Zero,

    /// <summary>Asleep on the last day of the period.</summary>
    Sleeping,

    /// <summary>Lost by the last day of the period.</summary>
    Lost,
}

/// <summary>What the move from one state to another means.</summary>
public enum MigrationMove
{
    /// <summary>The same class.</summary>
    Stay,

    /// <summary>A higher class.</summary>
    Up,

    /// <summary>A lower class.</summary>
    Down,

    /// <summary>Another class although the client's own value hardly changed: the border moved, not the client.</summary>
    BorderShift,

    /// <summary>Into a class for the first time.</summary>
    Entered,

    /// <summary>Back into a class.</summary>
    Returned,

    /// <summary>Out of all classes.</summary>
    Left,

    /// <summary>In no class in either period.</summary>
    Outside,
}

/// <summary>Class migration (E-3.3): what became of a client between two classifications with the same rules.</summary>
public static class AbcMigrationAnalysis
{
    /// <summary>Whether the state is one of the classes A, B, C.</summary>
    public static bool IsClass(MigrationState state) => state is MigrationState.A or MigrationState.B or MigrationState.C;

    /// <summary>What the move means.</summary>
    /// <param name="from">State in the compared period.</param>
    /// <param name="to">State in the period.</param>
    /// <param name="values">Values in both, in one unit.</param>
    /// <param name="shift">Own change below this share is only a shift of the border: 0.05 is 5 %.</param>
    public static MigrationMove Move(MigrationState from, MigrationState to, (long Before, long Now) values, double shift)
    {
        if (!IsClass(to)) return IsClass(from) ? MigrationMove.Left : MigrationMove.Outside;
        if (!IsClass(from)) return from == MigrationState.New ? MigrationMove.Entered : MigrationMove.Returned;
        if (from == to) return MigrationMove.Stay;
        if (Math.Abs((decimal)values.Now - values.Before) < (decimal)shift * values.Before) return MigrationMove.BorderShift;
        return to < from ? MigrationMove.Up : MigrationMove.Down;
    }
}
