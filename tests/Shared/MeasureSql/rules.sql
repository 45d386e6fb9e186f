-- Rules «who buys the left also buys the right» from the frequent sets of at most three items, one item on the right (E-5.3.2).
with sets as materialized (select * from itemsets), named as (select place, name from items where level = getvariable('level')),
split as (
  select i as a, null as b, j as c, n from sets where j is not null and k is null union all select j, null, i, n from sets where j is not null and k is null
  union all select i, j, k, n from sets where k is not null union all select i, k, j, n from sets where k is not null union all select j, k, i, n from sets where k is not null
), judged as (
  select s.a, s.b, s.c, s.n, s.n / total.n as support, s.n / l.n as confidence, s.n / l.n / (r.n / total.n) as lift
  from split s join sets l on l.i = s.a and l.j is not distinct from s.b and l.k is null join sets r on r.i = s.c and r.j is null cross join basket_count total
)
select case when b is null then x.name else concat(x.name, ' + ', y.name) end as antecedent, z.name as consequent, support, confidence, lift, n as count
from judged join named x on x.place = a left join named y on y.place = b join named z on z.place = c
where confidence >= getvariable('confidence') - 1e-12 and lift >= getvariable('lift')
