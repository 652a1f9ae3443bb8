"""What follows a journey: what came of what was to be tried, and the reports that are missing."""
