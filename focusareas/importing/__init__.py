"""A report begun from a file: its text taken apart, matched to the form, and kept beside it until it has been checked."""
