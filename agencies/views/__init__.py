"""Pages of agencies: account, directory, administration."""
