"""What `make run` starts: embedded PostgreSQL and Valkey, web server, worker and scheduler."""
