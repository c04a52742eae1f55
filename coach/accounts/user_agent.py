"""A browser told coarsely: enough to know one's own again, too little to follow anybody."""

# the first that is named wins: Edge and Opera also say Chrome, Chrome also says Safari
PROGRAMS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def coarse(user_agent: str) -> str:
    """Return ``Firefox on Windows`` for a User-Agent header, at most 40 characters."""
    program = next((said for mark, said in PROGRAMS if mark in user_agent), "")
    system = next((said for mark, said in SYSTEMS if mark in user_agent), "")
    return " on ".join(part for part in (program, system) if part) or "Unknown browser"
