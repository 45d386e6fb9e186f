using Klientura.Core.Methods.Measures.Abc;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.Xyz;

/// <summary>What we advise for each cell of the ABC × XYZ matrix.</summary>
internal static class XyzAdvice
{
    private static readonly (AbcClass Abc, XyzClass Xyz, Words Advice)[] Cells =
    [
        (AbcClass.A, XyzClass.X, new("опора компании: личный менеджер, договор с графиком поставок, запас под клиента.", "the backbone: a personal manager, a contract with a delivery schedule, stock reserved.")),
        (AbcClass.A, XyzClass.Y, new("узнать причину колебаний и согласовать план закупок на квартал.", "find out why it wavers and agree a purchase plan for the quarter.")),
        (AbcClass.A, XyzClass.Z, new("крупные, но непредсказуемые: спрашивать о планах заранее, не держать запас без заявки.", "large but unpredictable: ask about plans early, hold no stock without a request.")),
        (AbcClass.B, XyzClass.X, new("надёжная середина: расширять ассортимент, предлагать автозаказ.", "the reliable middle: widen the range, offer automatic reorders.")),
        (AbcClass.B, XyzClass.Y, new("обычный режим: касания по графику, раз в квартал сверять объём.", "normal care: touches by schedule, compare volumes once a quarter.")),
        (AbcClass.B, XyzClass.Z, new("проверить, у кого ещё они покупают; работать от повода.", "check whom else they buy from; act on occasions.")),
        (AbcClass.C, XyzClass.X, new("мелкие и ровные: перевести на самообслуживание и фиксированный день заказа.", "small and steady: move to self-service and a fixed order day.")),
        (AbcClass.C, XyzClass.Y, new("поддерживать с малыми затратами: рассылки, каталог, звонок по расписанию.", "keep at low cost: mailings, catalogue, a scheduled call.")),
        (AbcClass.C, XyzClass.Z, new("не тратить личное время; проверить, нет ли среди них скрытого потенциала.", "spend no personal time; check for hidden potential among them.")),
    ];

    /// <summary>One note per cell that holds a client: how many, how much, what to do.</summary>
    internal static IEnumerable<Note> Notes(IReadOnlyDictionary<(AbcClass, XyzClass), (int Count, Money Net)> matrix)
    {
        foreach (var (abc, xyz, advice) in Cells)
        {
            if (!matrix.TryGetValue((abc, xyz), out var cell)) continue;
            var (name, clients, net) = ($"{abc}{xyz}", Wording.Clients(cell.Count), Wording.Whole(cell.Net));
            yield return new Note($"advice_{name.ToLowerInvariant()}", new($"{name} — {clients.Ru}, выручка {net.Ru}: {advice.Ru}", $"{name}: {clients.En}, revenue {net.En}: {advice.En}"));
        }
    }
}
