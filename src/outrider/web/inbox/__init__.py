"""The inbox: conversations of every channel in three panes, made for the keyboard. `view` reads, `acts` change, `routes` show."""
