"""What a site is made of: frozen records, each declared once."""
