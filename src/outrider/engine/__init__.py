"""What happens by itself as time passes."""
