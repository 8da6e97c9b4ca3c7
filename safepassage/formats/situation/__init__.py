"""The record in standards of others: PROV, CSV, Atom and RSS."""
