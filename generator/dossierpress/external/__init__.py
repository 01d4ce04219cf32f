"""`check --external`: asks the addresses outside the site, politely, whether readers still find them."""
