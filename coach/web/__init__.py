"""Provide what every page needs: request context, headers, forms, partials and error pages."""
