-- Retention by client (E-3.8): what became of everybody who bought in one of the periods.
select c.external_id as client_id, move, value_before, value_now, value_now - value_before as change from client_moves join clients c using (client_id) where move <> 'absent'
