"""Show today's review, one card per page."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for

from coach.content.model import Asked
from coach.db import db
from coach.lessons import queries as lessons
from coach.principles import by_slug
from coach.questions import marking, result
from coach.questions.answer_form import AnswerSheet
from coach.review import card_queries, phrases, queries
from coach.review import session as deck
from coach.review.forms import PaceForm
from coach.web import request_context
from coach.web.course import course, sent_sheet

DEFAULT_RETENTION = 90  # per cent
bp = Blueprint("review", __name__, url_prefix="/review")
bp.add_app_template_filter(phrases.offer)
bp.add_app_template_filter(phrases.mastered)


@bp.get("")
def review() -> Any:
    """Show the next card, or say that there is none."""
    memories = queries.memories(g.user.id) if g.user else {}
    variants = deck.concepts(course())
    done = queries.done(g.user.id, g.today) if memories else {}
    last = next((each.concept for each in reversed(done.values())), "")
    session = deck.session(deck.due(memories, g.today, variants), variants, len(done), last)
    if not session.cards:
        coming = min((m.due for c, m in memories.items() if c in variants), default=None)
        returns = phrases.returns(coming, g.today) if coming else ""
        context = {"session": session, "returns": returns, "backlog": phrases.backlog(session)}
        right = sum(each.right for each in done.values())
        return render_template("review/done.html", right=right, **context)
    card = session.cards[0]
    seen = lessons.seen(g.user.id, [variant.question.id for variant in card.variants])
    context = {"number": session.done + 1, "total": session.total}
    backlog = phrases.backlog(session) if session.done == 0 else ""
    return ask(deck.variant(card.variants, seen), None, backlog=backlog, **context)


@bp.route("/pace", methods=["GET", "POST"])
def pace() -> Any:
    """Change how often cards come back. A change moves the due dates."""
    form = PaceForm(obj=g.user, data=None if g.user else {"retention": DEFAULT_RETENTION})
    if request.method == "POST" and form.validate():
        user = request_context.ensure_user()
        if user.retention != form.retention.data:
            user.retention = form.retention.data
            card_queries.rebuild(user)
        db.session.commit()
        flash("Saved.")
        return redirect(url_for(".pace"), 303)
    return render_template("review/pace.html", form=form), 422 if form.errors else 200


@bp.get("/<question_id>")
@request_context.person_required
def answered(question_id: str) -> Any:
    """Show the result of a card's answer, and when the card comes back."""
    variant = known(question_id)
    done = queries.done(g.user.id, g.today)
    row = lessons.answer(g.user.id, question_id)
    if question_id not in done or row is None or row.last_digest != variant.question.digest:
        return redirect(url_for(".review"), 303)
    memories, variants = queries.memories(g.user.id), deck.concepts(course())
    session = deck.session(deck.due(memories, g.today, variants), variants, len(done))
    card = done[question_id]
    kin = variants[variant.question.concept]
    seen = lessons.seen(g.user.id, [each.question.id for each in kin])
    return render_template(
        "review/answered.html",
        asked=variant,
        principle=by_slug(variant.lesson.principle),
        result=result.of(variant.question, tuple(row.last_response), seed(), card.confidence),
        card=card,
        returns=phrases.returns(memories[card.concept].due, g.today),
        is_new=deck.is_new(kin, seen),
        number=list(done).index(question_id) + 1,
        total=session.total,
    )


@bp.post("/<question_id>")
@request_context.person_required
def answer(question_id: str) -> Any:
    """Mark an answer and schedule its card."""
    variant = known(question_id)
    sheet = sent_sheet(variant.question)
    if sheet.wants_hint or not sheet.validate():
        place = {key: request.form.get(key, 1, type=int) for key in ("number", "total")}
        return ask(variant, sheet, **place)
    card_queries.answer(g.user, sheet, "review", g.today, g.now)
    db.session.commit()
    return redirect(url_for(".answered", question_id=question_id, _anchor="verdict"), 303)


@bp.post("/<question_id>/easy")
@request_context.person_required
def easy(question_id: str) -> Any:
    """Count a right answer of today as too easy, so that its card comes back later."""
    known(question_id)
    row = queries.counted(g.user.id, question_id, g.today)
    if row is None or not queries.was_right(row):
        abort(404)
    card_queries.too_easy(g.user, row, g.now)
    db.session.commit()
    return redirect(url_for(".answered", question_id=question_id, _anchor="returns"), 303)


def ask(variant: Asked, sheet: AnswerSheet | None, **context: Any) -> Any:
    """Return a card's page; with status 422 and the typed answer if the answer was refused."""
    form = sheet or AnswerSheet(variant.question)
    page = render_template(
        "review/card.html",
        question=variant.question,
        form=form,
        shown=marking.arranged(variant.question, seed()),
        principle=by_slug(variant.lesson.principle),
        action=url_for(".answer", question_id=variant.question.id),
        **context,
    )
    return page, 422 if form.errors else 200


def known(question_id: str) -> Asked:
    """Return a question that can be a card, or answer 404."""
    variant = course().questions.get(question_id) or abort(404)
    variants = deck.concepts(course()).get(variant.question.concept, ())
    return variant if variant.question.id in {each.question.id for each in variants} else abort(404)


def seed() -> str:
    """Return the seed for the order of the options: the same per user as in the lessons."""
    return str(g.user.id)
