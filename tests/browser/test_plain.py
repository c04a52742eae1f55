"""The pages a visitor meets, in a window zoomed to 200 %."""

from tests.browser.conftest import Opener

PAGES = (
    "/",
    "/today",
    "/learn",
    "/learn/active-listening",
    "/learn/active-listening/guide",
    "/lessons/listening-understand",
    "/habits",
    "/habits/new",
    "/look-back",
    "/progress",
    "/journal",
    "/search",
    "/search?q=promise",
    "/journal/tools",
    "/journal/tools/promise-list",
    "/journal/tools/thank-you-note",
    "/listening",
    "/listening/messages/amara-change-log/reply",
    "/listening/drills/drill-spot-acts",
    "/listening/conversations/talk-hakan-round",
    "/listening/field",
    "/listening/progress",
    "/settings",
    "/keep",
    "/sign-in",
    "/glossary",
    "/references",
    "/how-it-works",
    "/privacy",
    "/accessibility",
    "/nowhere",
)


def test_zoomed_to_200_percent_nothing_scrolls_sideways(open_tab: Opener) -> None:
    tab = open_tab((640, 400))  # a 1280-pixel window at 200 %
    for path in PAGES:
        tab.go(path).check()
