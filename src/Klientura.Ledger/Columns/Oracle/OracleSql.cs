using Klientura.Core.Facts;

namespace Klientura.Ledger.Columns.Oracle;

/// <summary>
/// Every fact set said a second time, in SQL that DuckDB and PostgreSQL understand alike (architecture §3.3): the independent check of the kernel, and the way facts
/// are asked of a distributed database. Reads <c>lines(client_id, doc_id, line_no, day, product_id, manager_id, is_return, origin_id, qty, amount, cost)</c> and
/// <c>products(product_id, category_id)</c>; <c>day</c> is a day number, <c>is_return</c> 0 or 1, <c>origin_id</c> the document a linked return belongs to or 0, an unknown cost is null.
/// Columns stand in the order of the fact record; days are day numbers, months year × 12 + month − 1; rows come in no order.
/// </summary>
internal static class OracleSql
{
    /// <summary>The query of one fact set (exactly one kind).</summary>
    public static string For(FactKinds kind, OrderMerge merge, DateOnly? asOf = null) => kind switch
    {
        FactKinds.ClientMonths => Head(merge, asOf) + Grouped("client_id, ym", ""),
        FactKinds.ClientCategories => Head(merge, asOf) + Grouped("client_id, category_id, ym", ""),
        FactKinds.ClientProducts => Head(merge, asOf) + Grouped("client_id, product_id, ym", ""),
        FactKinds.ManagerMonths => Head(merge, asOf) + Grouped("manager_id, ym", "client_id, "),
        FactKinds.Orders => Head(merge, asOf) + "select client_id, day, doc_id, sales, net, line_count from o",
        FactKinds.Lifecycles => Head(merge, asOf) + Lifecycles,
        FactKinds.OrderGaps => Head(merge, asOf) + Gaps,
        FactKinds.Baskets => Head(merge, asOf) + "select client_id, doc_id, min(ym) as ym, product_id from l where is_return = 0 group by client_id, doc_id, product_id",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Exactly one fact set"),
    };

    /// <summary>l: the lines that exist, with month, category and the order each belongs to; o: the orders.</summary>
    private static string Head(OrderMerge merge, DateOnly? asOf)
    {
        var order = merge == OrderMerge.Day ? "day" : "case when is_return = 0 then doc_id else origin_id end";
        var until = asOf is { } day ? $"where n.day <= {day.DayNumber}" : "";
        return $"""
            with l as (
              select n.client_id, n.doc_id, n.day, n.product_id, n.manager_id, n.is_return, n.origin_id, n.qty, n.amount, n.cost,
                     coalesce(p.category_id, 0) as category_id, {order} as order_key,
                     cast(extract(year from date '0001-01-01' + n.day) as integer) * 12 + cast(extract(month from date '0001-01-01' + n.day) as integer) - 1 as ym
              from lines n left join products p on p.product_id = n.product_id {until}
            ), o as (
              select client_id, order_key,
                     min(case when is_return = 0 then day end) as day,
                     min(case when is_return = 0 then doc_id end) as doc_id,
                     cast(sum(case when is_return = 0 then amount else 0 end) as bigint) as sales,
                     cast(sum(amount) as bigint) as net,
                     cast(sum(1 - is_return) as bigint) as line_count
              from l where is_return = 0 or origin_id > 0
              group by client_id, order_key having min(is_return) = 0
            )

            """;
    }

    /// <summary>Sums by the given keys; orders are counted in two levels: distinct (keys, order) first, then how many. <paramref name="orderPrefix"/> names the client when the keys do not.</summary>
    private static string Grouped(string keys, string orderPrefix)
    {
        var join = string.Join(" and ", keys.Split(", ").Select(k => $"c.{k} = s.{k}"));
        var sums = string.Join(", ", keys.Split(", ").Select(k => $"s.{k}"));
        var levels = string.Join(", ", keys.Split(", ").Select(k => $"d.{k}"));
        var quantity = keys.StartsWith("manager_id", StringComparison.Ordinal) ? "" : "s.qty, ";
        return $"""
            , s as (
              select {keys},
                     cast(sum(case when is_return = 0 then amount else 0 end) as bigint) as sales,
                     cast(sum(case when is_return = 0 then 0 else -amount end) as bigint) as returns,
                     cast(coalesce(sum(cost), 0) as bigint) as cost, cast(sum(qty) as bigint) as qty,
                     cast(sum(1 - is_return) as bigint) as line_count,
                     cast(sum(case when cost is null then 1 else 0 end) as bigint) as without_cost
              from l group by {keys}
            ), d as (
              select {orderPrefix}{keys}, order_key from l where is_return = 0 group by {orderPrefix}{keys}, order_key
            ), c as (
              select {levels}, count(*) as orders
              from d join o on o.client_id = d.client_id and o.order_key = d.order_key where o.net > 0 group by {levels}
            )
            select {sums}, s.sales, s.returns, s.cost, {quantity}cast(coalesce(c.orders, 0) as bigint) as orders, s.line_count, s.without_cost
            from s left join c on {join}
            """;
    }

    private const string Lifecycles = """
        , n as (
          select client_id, day, row_number() over (partition by client_id order by day, doc_id) as place from o where net > 0
        )
        select client_id, min(day) as first_day, min(case when place = 2 then day end) as second_day, max(day) as last_day, count(*) as orders
        from n group by client_id
        """;

    private const string Gaps = """
        , n as (
          select client_id, day, lag(day) over (partition by client_id order by day, doc_id) as day_before from o where net > 0
        )
        select client_id, day, day - day_before as gap_days from n where day_before is not null
        """;
}
