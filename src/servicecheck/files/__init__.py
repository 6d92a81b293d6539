"""Edge: everything that is read from and written to disk. Files are opened here and nowhere below."""
