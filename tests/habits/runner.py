"""One round of mails in a process of its own, at a moment given on the command line."""

import os
import sys
import time
from datetime import datetime
from pathlib import Path

from coach import config, create_app
from coach.habits.reminders import sender


def main() -> None:
    """Wait for the file that starts all runners at once, then send what is due."""
    now, gun = datetime.fromisoformat(sys.argv[1]), Path(sys.argv[2])
    app = create_app(config.load(os.environ), clock=lambda: now)
    gun.with_name(f"ready-{os.getpid()}").touch()
    while not gun.exists():
        time.sleep(0.001)
    with app.app_context():
        print(sender.run(app, now).sent)


if __name__ == "__main__":
    main()
