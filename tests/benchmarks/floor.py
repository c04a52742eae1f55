"""The floor: what Flask, one SQLite query and the same server cost when nothing else is done."""

import sqlite3
import sys

import waitress
from flask import Flask

app = Flask("floor")
connection = sqlite3.connect(":memory:", check_same_thread=False)


@app.get("/")
def one_query() -> str:
    (answer,) = connection.execute("SELECT 42").fetchone()
    return f"<!doctype html><title>Floor</title><h1>{answer}</h1>"


if __name__ == "__main__":
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=8)
    print(f"http://127.0.0.1:{server.effective_port}")
    sys.stdout.flush()
    server.run()
