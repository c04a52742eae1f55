"""Active listening: somebody at work speaks, the learner answers, and sees what the answer did."""
