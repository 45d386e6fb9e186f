namespace Klientura.Ledger.Tests;

/// <summary>Tests that weigh the memory of the whole process run when no other test does: a neighbour's memory is not theirs.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuringMemory
{
    public const string Name = "measuring memory";
}
