"""PLAN: the `Site` in, every output with its view out; all addresses are settled here."""
