"""Areas: polygons, places and tables of people, read into Areas."""
