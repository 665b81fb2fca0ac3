"""Lists as finished files: asked for with a reason, made by a job, recorded as disclosures."""
