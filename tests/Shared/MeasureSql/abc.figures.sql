select count(*) filter (class = 'A') as a_count, count(*) filter (class = 'B') as b_count, count(*) filter (class = 'C') as c_count,
       coalesce(sum(value) filter (class = 'A'), 0) as a_value, coalesce(sum(value) filter (class = 'B'), 0) as b_value, coalesce(sum(value) filter (class = 'C'), 0) as c_value,
       sum(share * share) as hhi, sum(share) filter (rank <= 1) as top1, sum(share) filter (rank <= 5) as top5, sum(share) filter (rank <= 10) as top10,
       coalesce(sum(value) filter (value > 0), 0) as total, count(*) filter (class = '0') as zero_count, count(*) filter (class = '−') as negative_count
from sheet
