"""What letters weigh in each language."""
