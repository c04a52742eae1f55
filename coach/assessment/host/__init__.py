"""What the host of many people may see: how the questions do, never who answered."""
