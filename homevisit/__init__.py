"""HomeVisit (家访档案): the core, without a window.

Layers point down only; see ARCHITECTURE.md and the contracts in pyproject.toml.
"""

__version__ = "0.1.0"
