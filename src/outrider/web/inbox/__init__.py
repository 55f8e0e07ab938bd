"""The inbox: conversations of every channel in three panes, designed for keyboard use. `view` reads, `acts` changes, `routes`
renders.
"""
