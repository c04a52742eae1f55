"""Tests of the course as files: reading, checking, exchanging."""
