"""Before a journey: everything the portal knows of a city, a country or a theme, on one page and to take along."""
