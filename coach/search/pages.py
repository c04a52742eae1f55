"""List the pages of the app that are no part of the course, described in users' words.

``words`` are other names that users search for. They are searched and never shown.
"""

from typing import NamedTuple

# pages that have nothing to show to a visitor
PERSONAL = frozenset(
    {
        "/booklet",
        "/habits/arrange",
        "/habits/away",
        "/habits/notes",
        "/habits/paper",
        "/look-back/matters",
        "/progress/focus",
    }
)


class AppPage(NamedTuple):
    """A page: its URL, its title, what it belongs to, its purpose, and other names."""

    url: str
    title: str
    within: str
    line: str
    words: str


PLACES = (
    AppPage("/today", "Today", "Page", "Your next step, your check-ins and what is waiting.",
          "home start dashboard check in"),
    AppPage("/learn", "Learn", "Page", "All lessons, by principle.",
          "course courses lessons shelf chapters contents"),
    AppPage("/learn/bookmarks", "Bookmarks", "Learn", "The pages of lessons that you marked.",
          "favourites favorites saved pages marked"),
    AppPage("/learn/calibration", "How sure you were", "Learn",
          "And how often you were right then.",
          "calibration confidence accuracy statistics"),
    AppPage("/review", "Review", "Learn",
          "Cards of what you have learned come back before you forget.",
          "flashcards flash cards cards repeat repetition spaced memory quiz test"),
    AppPage("/review/pace", "How often cards come back", "Review",
          "Choose whether cards come back sooner or later.",
          "review pace speed fewer cards more cards retention"),
    AppPage("/glossary", "Glossary", "Page", "The terms of the course, each in a sentence or two.",
          "dictionary definitions vocabulary terms"),
    AppPage("/references", "References", "Page", "The studies that the course rests on.",
          "sources research studies papers evidence science bibliography"),
    AppPage("/listening", "Listening room", "Learn",
          "Hear a colleague out, reply, and see what your reply did.",
          "audio sound voices exercise exercises practise practice recordings play"),
    AppPage("/listening/progress", "What your replies did", "Listening room",
          "Your replies counted, month by month.", "listening statistics results progress"),
    AppPage("/listening/field", "A real talk", "Listening room",
          "Write three lines after a real talk.", "real conversation talk log notes"),
    AppPage("/write", "Write it", "Learn",
          "Write the message you owe somebody, and see what is in it.",
          "writing room email e-mail letter draft compose message send thank apologise refuse"),
    AppPage("/write/kept", "Messages you kept or sent", "Write it",
          "Your messages with their notes, the newest first.", "written drafts outbox archive"),
    AppPage("/write/progress", "What your first drafts had", "Write it",
          "Parts of your first drafts counted, month by month.",
          "writing statistics results progress"),
    AppPage("/habits", "Habits", "Page", "All your habits, with what they ask today.",
          "routine routines tracker archived graduated"),
    AppPage("/habits/new", "Plan a habit", "Habits", "Choose an act and the moment it belongs to.",
          "add create new habit start"),
    AppPage("/habits/arrange", "Arrange your habits", "Habits", "Put your habits in another order.",
          "sort reorder move order up down"),
    AppPage("/habits/away", "Days away", "Habits",
          "Mark days of holiday, illness or travel. They cost no streak.",
          "vacation holiday holidays pause break sick ill illness travel absence leave off"),
    AppPage("/habits/reminders", "Reminders and calendar", "Habits",
          "Choose when to be reminded, by e-mail or in your calendar.",
          "calendar ics ical webcal subscribe google apple outlook notification notifications "
          "email mail remind alarm time"),
    AppPage("/habits/notes", "Notes on habits", "Habits", "What you wrote beside single days.",
          "comments diary search notes"),
    AppPage("/habits/paper", "A month on paper", "Habits",
          "A sheet to print, with all your habits.",
          "print sheet month pdf"),
    AppPage("/habits/import", "Import and export of habits", "Habits",
          "Bring habits in from another app, or take them out.",
          "loop habit tracker csv json transfer migrate move backup"),
    AppPage("/look-back", "Look-back", "Page", "Sixteen questions about your week.",
          "weekly assessment questionnaire self test survey friday"),
    AppPage("/look-back/matters", "What matters most to you", "Look-back",
          "Choose the two principles that matter most to you.", "goals priorities aims"),
    AppPage("/progress", "Progress", "Page", "What your look-backs found, week by week.",
          "results scores score chart charts graph statistics radar trend"),
    AppPage("/progress/focus", "Your focus", "Progress",
          "Choose what you want to work on next.", "goal next principle change focus"),
    AppPage("/booklet", "Twelve weeks in a booklet", "Progress",
          "Your own words and what you kept, to print after twelve weeks.",
          "booklet print summary keepsake quarter"),
    AppPage("/journal", "Journal", "Page", "Your notes, and what you answered in lessons.",
          "diary notes reflections write entries"),
    AppPage("/journal/tools", "Tools to fill in and keep", "Journal", "A sheet for each principle.",
          "worksheets templates forms sheets"),
    AppPage("/settings", "Settings", "Page",
          "Your name, time zone, when your day begins, the look-back's weekday, light or dark.",
          "dark mode light theme night colours colors appearance timezone preferences options "
          "profile rename week start language"),
    AppPage("/settings/account", "Account", "Settings",
          "Password, two-step sign-in, passkeys, and where you are signed in.",
          "sign out log out logout devices sessions other device login security"),
    AppPage("/settings/password", "Change the password", "Account", "Choose a new password.",
          "passphrase login security reset"),
    AppPage("/settings/email", "Change the e-mail address", "Account",
          "Move your account to another address.", "email mail address login"),
    AppPage("/settings/second-step", "Two-step sign-in", "Account",
          "A code from your phone beside the password.",
          "second step 2fa mfa two factor authentication authenticator otp totp security"),
    AppPage("/settings/passkeys", "Passkeys", "Account",
          "Sign in with your fingerprint, your face or a security key.",
          "passkey fingerprint face webauthn security key biometric"),
    AppPage("/settings/recovery-codes", "Recovery codes", "Account",
          "Codes that you can use if you lose your phone.", "backup codes lost phone"),
    AppPage("/settings/data", "Your data", "Settings",
          "Take everything with you as a file, bring a file in, or delete your account.",
          "export download backup import upload all data gdpr file json"),
    AppPage("/settings/delete", "Delete everything", "Your data",
          "Delete your account and all that you wrote.",
          "delete account remove erase close cancel leave unsubscribe"),
    AppPage("/keep", "Keep my progress", "Settings",
          "Turn a guest into an account with an e-mail address and a password.",
          "register registration sign up signup create account guest save"),
    AppPage("/sign-in", "Sign in", "Page", "Come back to your account.", "log in login signin"),
    AppPage("/reset", "A new password", "Sign in", "For when you have forgotten yours.",
          "forgot forgotten lost password reset"),
    AppPage("/how-it-works", "How it works", "Page",
          "How the parts fit together, and how strength, streak and scores are calculated.",
          "help about strength streak spare day score calculation explained meaning faq"),
    AppPage("/privacy", "Privacy", "Page", "What is stored, and who can read it.",
          "private data protection cookies gdpr secret who can see read what i write"),
    AppPage("/accessibility", "Accessibility", "Page",
          "What works with a keyboard or a screen reader, and what was checked.",
          "screen reader blind keyboard contrast shortcuts disability"),
)  # fmt: skip
