"""What the writing room's judge is trained on: messages by several writers, with their labels."""
