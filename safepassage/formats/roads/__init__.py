"""Roads: one reader a file format, each giving a RoadMap."""
