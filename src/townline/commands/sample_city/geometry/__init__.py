"""The made-up land of Maple Harbour: shore, creek, streets, wards, addresses, things. Pure, from one seed."""
