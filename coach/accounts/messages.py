"""Define Flask-Security's messages to users, in our words, under its names."""

REFUSED = "This e-mail address and password do not match"
SHORTEST, LONGEST = 10, 128  # characters of a password
# words that an attacker would try first here; a password that relies on one is refused
NEAR = ("good terms", "goodterms", "good-terms", "coach", "password", "journal", "habits",
        "lookback", "listening", "authenticity", "appreciation", "guest", "host")  # fmt: skip

SAID = {
    "API_ERROR": "That link or answer was not understood. Please start again",
    "CHANGE_EMAIL_CONFIRMED": "This is your address now. Sign in with it from now on.",
    "CHANGE_EMAIL_EXPIRED": "The link was valid for %(within)s. Please ask for a new one.",
    "CHANGE_EMAIL_SENT": "We have sent an e-mail to %(email)s. Your address changes when you open "
    "the link in it and confirm.",
    "CODE_HAS_BEEN_SENT": "We have sent a code.",
    "DISABLED_ACCOUNT": REFUSED,
    "EMAIL_ALREADY_ASSOCIATED": "An account already has this address",
    "EMAIL_NOT_PROVIDED": "Write your e-mail address",
    "GENERIC_AUTHN_FAILED": REFUSED,
    "IDENTITY_NOT_REGISTERED": REFUSED,
    "INVALID_CODE": "This code is not right",
    "INVALID_EMAIL_ADDRESS": "Write an address like name@example.org",
    "INVALID_PASSWORD": "This is not your password",
    "INVALID_RECOVERY_CODE": "This is not one of your unused recovery codes",
    "INVALID_RESET_PASSWORD_TOKEN": "This link has been used or is not complete. "
    "Ask for a new one.",
    "NO_RECOVERY_CODES_SETUP": "You have no recovery codes yet.",
    "PASSWORD_CHANGE": "Your password is changed. All other browsers are signed out.",
    "PASSWORD_INVALID_LENGTH": f"Use {SHORTEST} to {LONGEST} characters; a short sentence is good",
    "PASSWORD_IS_THE_SAME": "This is already your password",
    "PASSWORD_MISMATCH": "The two passwords are not the same",
    "PASSWORD_NOT_PROVIDED": "Write your password",
    "PASSWORD_RESET_EXPIRED": "The link was valid for %(within)s. Please ask for a new one.",
    "PASSWORD_RESET_NO_LOGIN": "Your password is changed and all browsers are signed out. "
    "Sign in with the new one.",
    "PASSWORD_RESET_REQUEST": "If %(email)s has an account here, "
    "we have sent an e-mail with a link.",
    "PASSWORD_TOO_SIMPLE": "This is easy to guess. Use a few words that do not belong together",
    "REAUTHENTICATION_REQUIRED": "Please confirm that it is you before you change this.",
    "REAUTHENTICATION_SUCCESSFUL": "Thank you. You can continue.",
    "RETYPE_PASSWORD_MISMATCH": "The two passwords are not the same",
    "TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": "Two-step sign-in is on.",
    "TWO_FACTOR_DISABLED": "Two-step sign-in is off.",
    "TWO_FACTOR_INVALID_TOKEN": "This code is not right, or it has expired. Wait for the next one",
    "TWO_FACTOR_LOGIN_SUCCESSFUL": "You are signed in.",
    "TWO_FACTOR_PERMISSION_DENIED": "Sign in first.",
    "TWO_FACTOR_SETUP_EXPIRED": "That took longer than %(within)s. Please start again.",
    "UNAUTHENTICATED": "Sign in to an account for this.",
    "USER_DOES_NOT_EXIST": REFUSED,
    "WEBAUTHN_CREDENTIAL_DELETED": "The passkey “%(name)s” is removed.",
    "WEBAUTHN_CREDENTIAL_ID_INUSE": "This passkey is already registered",
    "WEBAUTHN_EXPIRED": "That took longer than %(within)s. Please start again.",
    "WEBAUTHN_NAME_DISALLOWED_CHARACTERS": "Use letters, digits, spaces and hyphens",
    "WEBAUTHN_NAME_INUSE": "You already have a passkey with this name",
    "WEBAUTHN_NAME_NOT_FOUND": "You have no passkey with this name",
    "WEBAUTHN_NAME_REQUIRED": "Give it a name",
    "WEBAUTHN_NO_VERIFY": "This passkey could not be checked. Try again, or use your password",
    "WEBAUTHN_REGISTER_SUCCESSFUL": "The passkey “%(name)s” is saved. You can sign in with it.",
    "WEBAUTHN_UNKNOWN_CREDENTIAL_ID": "No account here has this passkey",
}

# messages that report a problem; the others report success
TROUBLE = frozenset(
    {
        "API_ERROR",
        "CHANGE_EMAIL_EXPIRED",
        "INVALID_RESET_PASSWORD_TOKEN",
        "PASSWORD_RESET_EXPIRED",
        "REAUTHENTICATION_REQUIRED",
        "TWO_FACTOR_INVALID_TOKEN",
        "TWO_FACTOR_PERMISSION_DENIED",
        "TWO_FACTOR_SETUP_EXPIRED",
        "UNAUTHENTICATED",
        "WEBAUTHN_CREDENTIAL_ID_INUSE",
        "WEBAUTHN_EXPIRED",
        "WEBAUTHN_NAME_NOT_FOUND",
        "WEBAUTHN_NO_VERIFY",
        "WEBAUTHN_UNKNOWN_CREDENTIAL_ID",
    }
)
