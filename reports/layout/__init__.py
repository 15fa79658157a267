"""A small engine for forms on paper: rows of cells that flow from page to page."""
