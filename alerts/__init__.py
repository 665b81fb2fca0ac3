"""Who is told what: notices inside the product."""
