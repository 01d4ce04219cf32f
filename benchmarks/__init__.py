"""Measures Dossierpress beside other generators, on this machine, by hand: `make bench`."""
