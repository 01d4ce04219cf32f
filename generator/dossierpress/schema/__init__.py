"""What people write in YAML, as records: one reader, one check, every fault with its line."""
