with last as (
  select arg_max(net, month) as net, max(month) % 12 + 1 as month, count(*) as months from season_months
)
select any_value(months) as months, arg_max(s.month, index) as high_month, max(index) as high_index, arg_min(s.month, index) as low_month, min(index) as low_index,
       any_value(case when shift is null then net / index else net - shift end) filter (s.month = last.month) / 10000 as last_deseasonalised
from company_season s cross join last
