"""Where captures come from and since when they are what they are: proofs of time, archives, the chain."""
