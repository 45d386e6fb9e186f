using System.Runtime.InteropServices;
using Klientura.Core.Facts;
using Klientura.Core.Methods.Measures.Abc;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures;

/// <summary>The segment and ABC class of a client as one small number, for measures that compare clients with their like.</summary>
/// <param name="subjects">Where clients have their segments.</param>
/// <param name="classes">Classes of the clients; the others are of class «0».</param>
internal sealed class SegmentKeys(Subjects subjects, IdMap<AbcClass> classes)
{
    private readonly Dictionary<string, int> numbers = [];
    private readonly List<string> names = [];

    /// <summary>One more than the greatest number given so far.</summary>
    internal int Count => names.Count * AbcAnalysis.Classes;

    /// <summary>The number of a client's segment and class.</summary>
    internal int Of(int client)
    {
        var name = subjects[new ClientId(client)].Segment ?? "";
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, name, out var known);
        if (!known)
        {
            number = names.Count;
            names.Add(name);
        }
        return number * AbcAnalysis.Classes + (int)classes.GetValueOrDefault(client, AbcClass.Zero);
    }

    /// <summary>The segment and class of a number: «опт · A», or «A» without a segment.</summary>
    internal string Title(int key)
    {
        var (name, letter) = (names[key / AbcAnalysis.Classes], AbcAnalysis.Letter((AbcClass)(key % AbcAnalysis.Classes)));
        return name.Length == 0 ? letter : $"{name} · {letter}";
    }
}
