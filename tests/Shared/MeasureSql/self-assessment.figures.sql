select count(*) filter (answer = 'yes') as index, count(*) filter (answer <> 'unknown') as answered from sheet
