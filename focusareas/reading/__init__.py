"""What the pages of the plan and the reports show, fetched in few queries whatever the number of rows."""
