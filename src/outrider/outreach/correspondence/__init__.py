"""What comes in and goes out by hand: matching, filing, consequences, letters, tracking, LinkedIn."""
