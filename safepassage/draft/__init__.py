"""Draft: a first scenario folder from roads, areas and counts that others have mapped."""
