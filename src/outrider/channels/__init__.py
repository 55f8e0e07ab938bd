"""How a message leaves and how an answer comes in."""
