"""Report: pages and pictures that people read."""
