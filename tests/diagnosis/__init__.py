"""What is said of wrong submissions, and on what evidence."""
