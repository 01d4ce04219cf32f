"""What the corridor does one after another: a room's pure function, the memory that spares it, the runner."""
