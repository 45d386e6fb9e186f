-- Seasonality (E-3.10): the ratio of a month to the centred 2 x 12 average, averaged by month of the year, scaled to mean 1; a client's own index is drawn towards its segment's or the company's.
with nets as (
  select 'category' as kind, coalesce(g.name, '') as key, month, sum(amount) as net from known_lines l left join products p on p.product_id = l.product_id left join categories g on g.category_id = p.category_id
  where getvariable('level') = 'category' group by g.name, month
  union all select 'client', c.external_id, month, net from client_months join clients c using (client_id) where getvariable('level') = 'client'
  union all select 'segment', coalesce(segment, ''), month, sum(net) from client_months join clients c using (client_id) where getvariable('level') in ('client', 'segment') group by coalesce(segment, ''), month
), series as (
  select n.*, count(*) over (partition by kind, key) as months, (select count(*) from season_months) as all_months, count(*) filter (n.net > 0) over (partition by kind, key) as filled from nets n where month in (select month from season_months)
), ratios as (
  select kind, key, month, net / ((lag(net, 6) over months + lead(net, 6) over months) / 2 + sum(net) over (partition by kind, key order by month rows between 5 preceding and 5 following)) as ratio
  from series where filled = all_months window months as (partition by kind, key order by month)
), raw as (
  select kind, key, month % 12 + 1 as month, case getvariable('average') when 'mean' then avg(ratio) else median(ratio) end as raw from ratios group by all
), indices as (
  select *, raw / avg(raw) over (partition by kind, key) as index from raw
), subjects as (
  select distinct s.kind, s.key, c.segment from series s left join clients c on s.kind = 'client' and c.external_id = s.key where s.kind = getvariable('level')
), parts as (
  select u.kind, u.key, o.month, coalesce(g.index, o.index) as borrowed, i.index as own_index
  from subjects u cross join company_season o left join indices g on u.kind = 'client' and g.kind = 'segment' and g.key = u.segment and u.segment <> '' and g.month = o.month left join indices i on i.kind = u.kind and i.key = u.key and i.month = o.month
), variations as (
  select s.key, stddev_pop(net / borrowed) / avg(net / borrowed) as cv, any_value(all_months) / 12 as years
  from series s join parts p on p.kind = s.kind and p.key = s.key and p.month = s.month % 12 + 1 where s.kind = 'client' and filled = all_months group by s.key
), weighted as (
  select p.*, case when own_index is null then 0 when kind <> 'client' then 1 else years / (years + (cv / 0.15) ** 2) end as weight from parts p left join variations v on p.kind = 'client' and v.key = p.key
)
select null as category, null as client_id, null as segment, month, index, low, high, ratios, cast(round(shift) as bigint) as shift, null as own_index, null as weight from company_season where getvariable('level') = 'company'
union all select key, key, key, month, weight * coalesce(own_index, 0) + (1 - weight) * borrowed, null, null, null, null, own_index, weight from weighted
