"""Documents: texts, pages, mails and PDFs as plain text with their bytes kept."""
