"""Disclosure: facts kept out of outside products, with their reason and without a trace."""
