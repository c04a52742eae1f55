"""Statements whose constants stand in their text."""

from flask import Flask
from sqlalchemy import bindparam, literal, null, select, union_all

from coach.accounts.models import User
from coach.db import db, written_out

WORDS = "it’s “50 %” and a ? : \\ 'quote'"


def test_a_constant_in_the_text_is_the_one_that_was_bound(app: Flask) -> None:
    part = select(
        literal(WORDS).label("words"),
        literal(-3).label("number"),
        bindparam("given", type_=User.id.type).label("given"),
    )
    whole = union_all(part, part.where(bindparam("given", type_=User.id.type).in_([4, 5]))).limit(9)
    none = select(literal("none"), literal(0), null()).where(literal("x").in_(["a'b", ":c"]))
    with app.app_context():
        for statement in (whole, none):
            told = written_out(statement)
            for given in (4, 6):
                rows = db.rows(told, {"given": given})
                assert rows == db.rows(statement, {"given": given})
        assert db.rows(written_out(whole), {"given": 4}) == [(WORDS, -3, 4)] * 2
