//! Wall-clock times as instants, decided once for the whole house.
