using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Klientura.Core.Tests;

/// <summary>Which namespace of an assembly uses which, read from its compiled code.</summary>
public static class References
{
    public static SortedDictionary<string, SortedSet<string>> BetweenNamespaces(AssemblyDefinition assembly)
    {
        var module = assembly.MainModule;
        var own = module.GetTypes().ToDictionary(t => t.FullName, Namespace);
        var uses = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var type in module.GetTypes())
            foreach (var used in Used(type).SelectMany(Parts))
                if (own.TryGetValue(used.FullName, out var target) && target != Namespace(type) && target.Length > 0 && Namespace(type).Length > 0)
                {
                    if (!uses.TryGetValue(Namespace(type), out var targets)) uses[Namespace(type)] = targets = new(StringComparer.Ordinal);
                    targets.Add(target);
                }
        return uses;
    }

    /// <summary>Which types make one namespace use the other, for the message.</summary>
    public static string Example(AssemblyDefinition assembly, string from, string to)
    {
        var own = assembly.MainModule.GetTypes().ToDictionary(t => t.FullName, Namespace);
        var found = assembly.MainModule.GetTypes().Where(t => Namespace(t) == from).SelectMany(type => Used(type).SelectMany(Parts).Select(used => (Type: type, Used: used))).First(pair => own.GetValueOrDefault(pair.Used.FullName) == to);
        return $"{found.Type.FullName} uses {found.Used.FullName}";
    }

    /// <summary>The first cycle, its first node repeated at the end; empty when there is none.</summary>
    public static IReadOnlyList<string> Cycle(SortedDictionary<string, SortedSet<string>> uses)
    {
        var done = new HashSet<string>();
        foreach (var start in uses.Keys)
            if (Visit(start, []) is { } cycle)
                return cycle;
        return [];

        List<string>? Visit(string node, List<string> path)
        {
            if (path.IndexOf(node) is >= 0 and var at) return [.. path[at..], node];
            if (!done.Add(node) || !uses.TryGetValue(node, out var targets)) return null;
            path.Add(node);
            foreach (var target in targets)
                if (Visit(target, path) is { } cycle)
                    return cycle;
            path.RemoveAt(path.Count - 1);
            return null;
        }
    }

    // A nested type, also one the compiler made for a lambda, belongs to the type around it.
    private static string Namespace(TypeDefinition type)
    {
        while (type.DeclaringType is not null) type = type.DeclaringType;
        return type.Namespace;
    }

    private static IEnumerable<TypeReference> Used(TypeDefinition type)
    {
        List<TypeReference?> used = [type.BaseType, .. type.Interfaces.Select(i => i.InterfaceType), .. type.Fields.Select(f => f.FieldType), .. type.CustomAttributes.Select(a => a.AttributeType)];
        foreach (var method in type.Methods)
        {
            used.AddRange([method.ReturnType, .. method.Parameters.Select(p => p.ParameterType)]);
            if (!method.HasBody) continue;
            used.AddRange(method.Body.Variables.Select(v => v.VariableType));
            foreach (var instruction in method.Body.Instructions) used.AddRange(Used(instruction));
        }
        return used.OfType<TypeReference>();
    }

    private static IEnumerable<TypeReference?> Used(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        MethodReference method => [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(p => p.ParameterType), .. method is GenericInstanceMethod generic ? generic.GenericArguments : []],
        FieldReference field => [field.DeclaringType, field.FieldType],
        _ => [],
    };

    private static IEnumerable<TypeReference> Parts(TypeReference type)
    {
        if (type is GenericInstanceType generic)
            foreach (var argument in generic.GenericArguments)
                foreach (var part in Parts(argument))
                    yield return part;
        if (type is TypeSpecification { ElementType: { } element } and not GenericInstanceType)
            foreach (var part in Parts(element))
                yield return part;
        yield return type.GetElementType();
    }
}
