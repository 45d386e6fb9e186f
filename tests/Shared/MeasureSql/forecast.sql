-- The series a forecast begins with (E-5.2.4): sales less returns by closed month from the first purchase on, a month without them is zero; of the company, or of its largest parts by the last twelve months.
with span as (
  select least(getvariable('last_month')::integer, last_closed(as_of())) as last_month
), named as (
  select case getvariable('level') when 'client' then c.external_id when 'category' then coalesce(g.name, '') else '' end as subject, l.month, l.amount
  from known_lines l join clients c using (client_id) join products p using (product_id) left join categories g on g.category_id = p.category_id
), sums as (
  select subject, month, cast(sum(amount) as bigint) as net from named, span where month between getvariable('first_month')::integer and last_month group by all
), parts as (
  select subject, min(month) as first_month, coalesce(sum(net) filter (month > last_month - 12), 0) as last_year from sums, span group by subject having last_year is not null and any_value(last_month) - min(month) >= 2
), largest as (
  select * from parts order by last_year desc, subject limit cast(getvariable('largest') as integer)
), months as (
  select subject, cast(unnest(range(first_month::bigint, last_month::bigint + 1)) as integer) as month from largest, span
)
select subject, month, coalesce(net, 0) as actual from months left join sums using (subject, month)
