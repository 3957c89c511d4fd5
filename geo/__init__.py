"""Thalweg: from news text to a map of claims. A claim is a statement somebody made, never a fact."""

__version__ = "0.1.0"
