using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures;

/// <summary>Project clients in measures of rhythm and loyalty: they are left out, and the sheet says how many.</summary>
public static class ProjectClients
{
    /// <summary>The note about the clients of this list that are left out; null when there are none.</summary>
    public static Note? Note(MethodInput input, IEnumerable<ClientId> clients) => clients.Count(input.Decisions.IsProject) is > 0 and var left
        ? new Note("project_clients", new($"Не учтены проектные клиенты: {Wording.Clients(left).Ru}. Они покупают под проект, а не по ритму.", $"Project clients are left out: {Wording.Clients(left).En}. They buy for projects, not in a rhythm."))
        : null;
}
