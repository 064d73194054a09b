"""What the API server makes of an object: decoding into typed values, defaults, validation; for each release known."""
