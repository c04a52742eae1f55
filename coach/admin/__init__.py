"""What the host of this server may see: figures over all learners, never one of them."""
