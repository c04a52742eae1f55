"""What fails in earnest: kills, full disks, locks, servers that go away, clocks set back."""
