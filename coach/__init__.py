"""Good Terms: a coach for building and keeping long-term professional relationships."""

from coach.app import create_app

__all__ = ["create_app"]
