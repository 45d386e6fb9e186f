-- ABC migration (E-3.3) by name.
select c.external_id as client_id, "from", "to", value_before, value_now, delta_value, move, case when needs_cause then 'needed' end as cause from migrations join clients c using (client_id)
