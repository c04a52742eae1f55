"""Define Flask-Security's settings: URLs, templates, rules and limits."""

from datetime import timedelta
from typing import Any

from coach.accounts.messages import SHORTEST

REMEMBERED = timedelta(days=400)  # the longest lifetime of a cookie in browsers (RFC 6265bis)

ADDRESSES = {
    "LOGIN_URL": "/sign-in",
    "RESET_URL": "/reset",
    "CHANGE_URL": "/settings/password",
    "CHANGE_EMAIL_URL": "/settings/email",
    "VERIFY_URL": "/settings/confirm",
    "TWO_FACTOR_SETUP_URL": "/settings/second-step",
    "TWO_FACTOR_TOKEN_VALIDATION_URL": "/sign-in/code",
    "TWO_FACTOR_RESCUE_URL": "/sign-in/help",
    "TWO_FACTOR_SELECT_URL": "/sign-in/which",
    "MULTI_FACTOR_RECOVERY_CODES_URL": "/settings/recovery-codes",
    "MULTI_FACTOR_RECOVERY_URL": "/sign-in/recovery-code",
    "WAN_REGISTER_URL": "/settings/passkeys",
    "WAN_DELETE_URL": "/settings/passkeys/delete",
    "WAN_SIGNIN_URL": "/sign-in/passkey",
    "WAN_VERIFY_URL": "/settings/confirm/passkey",
    "POST_LOGIN_VIEW": "/today",
    "POST_CHANGE_VIEW": "/settings/account",
    "POST_CHANGE_EMAIL_VIEW": "/settings/account",
    "POST_RESET_VIEW": "/sign-in",
    "TWO_FACTOR_POST_SETUP_VIEW": "/settings/recovery-codes",
    "WAN_POST_REGISTER_VIEW": "/settings/passkeys",
}
PAGES = {
    "LOGIN_USER_TEMPLATE": "account/sign_in.html",
    "FORGOT_PASSWORD_TEMPLATE": "account/forgot.html",
    "RESET_PASSWORD_TEMPLATE": "account/reset.html",
    "CHANGE_PASSWORD_TEMPLATE": "account/password.html",
    "CHANGE_EMAIL_TEMPLATE": "account/email.html",
    "VERIFY_TEMPLATE": "account/confirm.html",
    "TWO_FACTOR_SETUP_TEMPLATE": "account/second_step.html",
    "TWO_FACTOR_VERIFY_CODE_TEMPLATE": "account/code.html",
    "MULTI_FACTOR_RECOVERY_CODES_TEMPLATE": "account/recovery_codes.html",
    "MULTI_FACTOR_RECOVERY_TEMPLATE": "account/recovery_code.html",
    "WAN_REGISTER_TEMPLATE": "account/passkeys.html",
    "WAN_SIGNIN_TEMPLATE": "account/passkey.html",
    "WAN_VERIFY_TEMPLATE": "account/passkey_confirm.html",
}
MAILS = {
    "EMAIL_TEMPLATE_PASSWORD_RESET": "account/mail/reset",
    "EMAIL_TEMPLATE_PASSWORD_RESET_NOTICE": "account/mail/password_changed",
    "EMAIL_TEMPLATE_PASSWORD_CHANGE_NOTICE": "account/mail/password_changed",
    "CHANGE_EMAIL_EMAIL_TEMPLATE": "account/mail/change_email",
    "EMAIL_SUBJECT_PASSWORD_RESET": "A new password for Good Terms",
    "EMAIL_SUBJECT_PASSWORD_NOTICE": "Your password was changed",
    "EMAIL_SUBJECT_PASSWORD_CHANGE_NOTICE": "Your password was changed",
    "CHANGE_EMAIL_SUBJECT": "Confirm your new address",
    "EMAIL_HTML": False,
}
RULES: dict[str, Any] = {
    "RECOVERABLE": True,
    "CHANGEABLE": True,
    "CHANGE_EMAIL": True,
    "TWO_FACTOR": True,
    "TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
    "TWO_FACTOR_RESCUE_EMAIL": False,
    # seconds that a clock may be wrong, in either direction
    "TWO_FACTOR_AUTHENTICATOR_VALIDITY": 30,
    "MULTI_FACTOR_RECOVERY_CODES": True,
    "MULTI_FACTOR_RECOVERY_CODES_N": 10,
    "WEBAUTHN": True,
    "WAN_RP_NAME": "Good Terms",
    "WAN_ALLOW_USER_HINTS": False,  # do not list an account's passkeys to whoever types its address
    "WAN_ALLOW_AS_VERIFY": ["first"],
    "FRESHNESS": timedelta(hours=1),
    "FRESHNESS_GRACE_PERIOD": timedelta(minutes=15),
    "RESET_PASSWORD_WITHIN": timedelta(hours=3),
    "CHANGE_EMAIL_WITHIN": timedelta(hours=3),
    "RETURN_GENERIC_RESPONSES": True,  # do not reveal who has an account
    "JOIN_USER_ROLES": False,
    "API_ENABLED_METHODS": ["session"],
    "LOGOUT_METHODS": None,  # our own view handles guests
    # directives without a value (RFC 9111, 5.2.2)
    "CACHE_CONTROL": {"private": None, "no-store": None},
    "STATIC_FOLDER": None,
    "CLI_USERS_NAME": None,
    "CLI_ROLES_NAME": None,
    "PASSWORD_HASH": "argon2",
    "PASSWORD_SINGLE_HASH": True,  # argon2 adds a salt itself; no second key can be lost
    "PASSWORD_LENGTH_MIN": SHORTEST,
    "PASSWORD_COMPLEXITY_CHECKER": "zxcvbn",
    # binds a link to the current password; the input is a hash already
    "HASHING_SCHEMES": ["hex_sha256"],
}

# the settings limit_<name> that bound attempts: (per network, per account from any network);
# only POST requests count
LIMITS = {
    "security.login": ("wrong", "account"),
    "security.forgot_password": ("mails", "mails_account"),
    "security.reset_password": ("wrong", ""),
    "security.change_password": ("wrong", ""),
    "security.verify": ("wrong", ""),
    "security.two_factor_token_validation": ("wrong", "account"),
    "security.mf_recovery": ("wrong", "account"),
    "security.two_factor_setup_validate": ("wrong", ""),
    "security.wan_signin_response": ("wrong", ""),
    "security.wan_verify_response": ("wrong", ""),
    "security.wan_register_response": ("wrong", ""),
    "security.change_email": ("address", ""),
}
WRONG_ONLY = {"wrong", "account", "keep"}  # of these, a successful attempt does not count

# where a view redirects to after a wrong attempt
BACK = {
    "security.reset_password": ADDRESSES["RESET_URL"],
    "security.wan_signin_response": ADDRESSES["WAN_SIGNIN_URL"],
    "security.wan_verify_response": ADDRESSES["WAN_VERIFY_URL"],
    "security.wan_register_response": ADDRESSES["WAN_REGISTER_URL"],
}
