"""Tests, in the folders of the package."""

import os

# Set before numpy is read: there is a worker for each core already, and threads of OpenBLAS that
# wait for each other cost more time than they save.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
