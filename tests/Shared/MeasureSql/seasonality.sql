-- Seasonality (E-3.10): the ratio of a month to the centred 2 x 12 average, averaged by month of the year, scaled to mean 1; a client's own index is drawn towards its segment's or the company's.
with scale as (
  select getvariable('first_month') as first_month, least(getvariable('last_month'), month_of(as_of() + 1) - 1) as last_month, (least(getvariable('last_month'), month_of(as_of() + 1) - 1) - getvariable('first_month') + 1)::integer as months
), nets as (
  select 'company' as kind, '' as key, month, sum(net) as net from client_months group by month
  union all select 'category', coalesce(g.name, ''), month, sum(amount) from known_lines l left join products p on p.product_id = l.product_id left join categories g on g.category_id = p.category_id
            where getvariable('level') = 'category' group by g.name, month
  union all select 'client', c.external_id, month, net from client_months join clients c using (client_id) where getvariable('level') = 'client'
  union all select 'segment', segment, month, sum(net) from client_months join clients c using (client_id) where getvariable('level') = 'client' and segment <> '' group by segment, month
), series as (
  select n.*, months, count(*) filter (net > 0) over (partition by kind, key) = months as whole from nets n cross join scale where month between first_month and last_month
), ratios as (
  select kind, key, month, net / nullif(((lag(net, 6) over months + lead(net, 6) over months) / 2 + sum(net) over (partition by kind, key order by month rows between 5 preceding and 5 following)) / 12, 0) as ratio
  from series where whole and months >= 24 window months as (partition by kind, key order by month)
), raw as (
  select kind, key, month % 12 + 1 as month, case getvariable('average') when 'mean' then avg(ratio) else median(ratio) end as raw, min(ratio) as least, max(ratio) as most, count(ratio) as ratios from ratios group by all
), indices as (
  select *, raw / avg(raw) over (partition by kind, key) as index, least / avg(raw) over (partition by kind, key) as low, most / avg(raw) over (partition by kind, key) as high from raw
), company as (
  select month, index, low, high, ratios from indices where kind = 'company'
), subjects as (
  select distinct s.kind, s.key, c.segment from series s left join clients c on s.kind = 'client' and c.external_id = s.key where s.kind in ('category', 'client')
), parts as (
  select u.kind, u.key, o.month, o.index as company_index, o.low, o.high, o.ratios, coalesce(g.index, o.index) as borrowed, i.index as own_index
  from subjects u cross join company o left join indices g on g.kind = 'segment' and g.key = u.segment and g.month = o.month left join indices i on i.kind = u.kind and i.key = u.key and i.month = o.month
), variations as (
  select s.key, stddev_pop(net / borrowed) / avg(net / borrowed) as cv, any_value(months) / 12 as years
  from series s join parts p on p.kind = s.kind and p.key = s.key and p.month = s.month % 12 + 1 where s.kind = 'client' and whole group by s.key
), weighted as (
  select p.*, case when own_index is null then 0 when kind = 'category' then 1 else years / (years + (cv / 0.15) ** 2) end as weight from parts p left join variations v on p.kind = 'client' and v.key = p.key
)
select null as category, null as client_id, month, index, low, high, ratios, null as own_index, null as weight from company where getvariable('level') = 'company'
union all select key, key, month, weight * coalesce(own_index, 0) + (1 - weight) * borrowed, low, high, ratios, own_index, weight from weighted
