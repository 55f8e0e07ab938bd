"""The frame around every page: navigation, error pages, the acts of the frame itself, and `components.html`, the macros that
pages are made of.
"""
