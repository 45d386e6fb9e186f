using Klientura.Core.Values;

namespace Klientura.Ledger.Stores.Lines;

/// <summary>Refusals both stores share.</summary>
internal static class StoreRefusals
{
    public static Refusal DiskFull() => new("disk_full", new(
        "На диске кончилось место: изменение не записано, книга продаж цела. Освободите место и повторите.",
        "The disk is full: nothing was changed and the ledger is intact. Free some space and try again."));

    public static Refusal Newer() => new("ledger_newer", new(
        "Книга продаж записана более новой версией Клиентуры. Обновите программу.",
        "The ledger was written by a newer Klientura. Update the program."));

    public static Refusal UnknownBatch(long batch) => new("batch_unknown", new(
        $"Загрузки № {batch} нет. Список загрузок покажет, какие есть.",
        $"There is no import {batch}. The list of imports shows those there are."));

    public static Refusal AlreadyUndone(long batch) => new("batch_already_undone", new(
        $"Загрузка № {batch} уже отменена.",
        $"Import {batch} has been undone already."));
}
