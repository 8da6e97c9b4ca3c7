"""Gold offsets into the texts of ../shared; the texts themselves stay there."""
