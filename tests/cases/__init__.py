"""Cases that tests share: small inputs made at random, and ways to change them."""
