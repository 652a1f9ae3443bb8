"""The commands behind the Makefile; those that run before anything is installed use the standard library only."""
