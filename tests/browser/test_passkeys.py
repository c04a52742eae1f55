"""Passkeys in a real browser, with the virtual authenticator of Chromium (WebAuthn, CDP)."""

import pytest
from playwright.sync_api import CDPSession

from tests.browser.conftest import PHONE, Opener, Site, Tab

ADDRESS, SECRET = "nora@example.org", "a long sentence of mine"


@pytest.fixture
def tab(open_tab: Opener, site: Site) -> Tab:
    """A tab on localhost: browsers allow passkeys for names, not for numbers."""
    site.url = site.url.replace("127.0.0.1", "localhost")
    return open_tab(PHONE)


def authenticator(tab: Tab) -> tuple[CDPSession, str]:
    """Give the browser a device with a finger on it."""
    tools = tab.page.context.new_cdp_session(tab.page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return tools, made["authenticatorId"]


def kept(tab: Tab) -> None:
    """Make an account with a passkey."""
    tab.go("/keep")
    tab.page.fill("#email", ADDRESS)
    tab.page.fill("#password", SECRET)
    tab.press("Keep my progress")
    tab.go("/settings/passkeys").check()
    tab.page.fill("#name", "Phone")
    tab.press("Add a passkey")
    tab.page.wait_for_selector("text=is saved")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_an_account(open_tab: Opener, scheme: str) -> None:
    tab = open_tab(PHONE, scheme=scheme)
    for path in ("/reset", "/sign-in/passkey", "/settings/data"):
        tab.go(path).check()
    tab.go("/keep")
    tab.page.fill("#email", ADDRESS)
    tab.page.fill("#password", SECRET)
    tab.press("Keep my progress")
    for page in ("account", "password", "address", "passkeys", "recovery-codes", "delete"):
        tab.go(f"/settings/{page}").check()
    tab.go("/settings/second-step").press("Turn it on").check()


def test_a_passkey_signs_in_alone(tab: Tab) -> None:
    authenticator(tab)
    kept(tab)
    assert "Phone" in tab.words
    tab.check()
    tab.go("/settings/account").press("Sign out here")
    tab.go("/sign-in").press("Use a passkey")
    tab.page.wait_for_url("**/today")
    tab.go("/settings/account").check()
    assert "passkey" in tab.words


def test_a_removed_passkey_opens_nothing(tab: Tab) -> None:
    authenticator(tab)
    kept(tab)
    tab.press("Remove Phone")
    assert "is removed" in tab.words
    tab.go("/settings/account").press("Sign out here")
    tab.go("/sign-in").press("Use a passkey")
    tab.page.wait_for_selector("text=No account here has this passkey")


def test_a_browser_without_one_says_so_and_offers_the_password(tab: Tab) -> None:
    tools, name = authenticator(tab)
    tools.send("WebAuthn.setUserVerified", {"authenticatorId": name, "isUserVerified": False})
    tab.go("/sign-in").press("Use a passkey")
    tab.page.wait_for_selector("text=That did not work")
    tab.check()
    tab.press("Use a password")
    assert tab.heading == "Sign in"


def test_a_passkey_says_that_it_is_you(tab: Tab) -> None:
    authenticator(tab)
    kept(tab)
    tab.page.context.clear_cookies(name="session")  # the lasting cookie proves less
    tab.go("/settings/second-step")
    assert tab.heading == "Is it you?"
    tab.press("Use a passkey")
    tab.page.wait_for_selector("text=You can continue")
