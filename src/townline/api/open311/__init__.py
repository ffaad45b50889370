"""GeoReport v2: the standard by which cities and applications exchange service requests."""
