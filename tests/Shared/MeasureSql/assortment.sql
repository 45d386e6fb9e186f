-- White space (E-5.3.4): what a client does not take although at least half of its peers own it; a group of fewer than eight is compared with the whole base.
-- Every client with every category. Needs views.sql; variables peers, min_orders, peer_share, mml_share.
create or replace view assortment as
with named as (
  select l.*, p.category_id as category from known_lines l join products p using (product_id) where p.category_id > 0
), taken as (
  select client_id, category, cast(sum(amount) as bigint) as net from named where in_period(month) group by all
), counted as (
  select n.client_id, n.category, count(distinct n.day) as orders from named n join kept_orders o on o.client_id = n.client_id and o.day = n.day where not n.is_return and in_period(n.month) group by all
), earlier as (
  select distinct client_id, category from named where not is_return and month < getvariable('first_month')::integer
), buyers as (
  select client_id, cast(sum(net) as bigint) as total from taken group by client_id having sum(net) > 0
), offered as (
  select distinct category from counted join buyers using (client_id)
), ranked as (
  select client_id, total, sum(total) over () as everything, coalesce(sum(total) over (order by total desc range between unbounded preceding and 1 preceding), 0) as before from buyers
), classed as (
  select r.client_id, r.total, case cast(getvariable('peers') as text) when 'segment' then coalesce(c.segment, '') when 'abc' then case when before * 100 < 80 * everything then 'A' when before * 100 < 95 * everything then 'B' else 'C' end else '' end as own
  from ranked r join clients c on c.client_id = r.client_id
), peers as (
  select client_id, total, case when count(*) over (partition by own) < 8 then '' else own end as team from classed
), grid as (
  select p.client_id, p.team, p.total, o.category, coalesce(t.net, 0) as net, coalesce(k.orders, 0) as orders, coalesce(k.orders, 0) >= cast(getvariable('min_orders') as double) as owned,
         e.client_id is not null as is_earlier
  from peers p cross join offered o left join taken t on t.client_id = p.client_id and t.category = o.category left join counted k on k.client_id = p.client_id and k.category = o.category
  left join earlier e on e.client_id = p.client_id and e.category = o.category
), profiles as (
  select team, category, count(*) filter (owned) as owners, count(*) as size, quantile_cont(net / total, 0.5) filter (owned) as usual from grid where team <> '' group by all
  union all select '', category, count(*) filter (owned), count(*), quantile_cont(net / total, 0.5) filter (owned) from grid group by category
), judged as (
  select g.*, p.usual, case when p.size > 1 then (p.owners - case when owned then 1 else 0 end) / (p.size - 1) end as peer_share, coalesce(peer_share >= cast(getvariable('peer_share') as double), false) as common,
         coalesce(w.owners >= cast(getvariable('mml_share') as double) * w.size, false) as is_must
  from grid g join profiles p on p.team = g.team and p.category = g.category join profiles w on w.team = '' and w.category = g.category
), clients_of as (
  select client_id, count(*) filter (owned) as depth, case when count(*) filter (is_must) > 0 then count(*) filter (owned and is_must) / count(*) filter (is_must) end as mml from judged group by client_id
), cells as (
  select *, case when owned then 'owned' when orders > 0 then 'trial' when is_earlier then 'lapsed' when common then 'gap' else 'unusual' end as status,
         case when owned or not common or usual is null then 0 else cast(round_even(greatest(0, usual * total - net), 0) as bigint) end as gap
  from judged
)
select c.external_id as client_id, n.name as category, x.status, x.net as sales, x.orders, x.peer_share, x.usual as usual_share, x.gap, d.depth, d.mml, x.is_must, x.total
from cells x join clients c on c.client_id = x.client_id join categories n on n.category_id = x.category join clients_of d on d.client_id = x.client_id;
