"""Two plans side by side: what differs in what they were made of, in the answer, and for whom."""
