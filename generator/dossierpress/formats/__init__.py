"""References and descriptions in the forms that other programs read; pure text out of plain views."""
