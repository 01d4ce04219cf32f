"""What earlier builds made, by digests of all that went in. A fault here costs time, never correctness."""
