"""Export: a scenario or a plan as layers, in GMNS, GeoJSON and GeoPackage."""
