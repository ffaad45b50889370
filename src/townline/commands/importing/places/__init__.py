"""Areas, addresses and assets out of GeoJSON, Shapefiles, ArcGIS REST answers and tables."""
