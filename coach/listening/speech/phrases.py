"""Say in words why a recording was not written down."""

from coach.listening.speech.recogniser import NoSpeech, NotEnglish, SpeechRefused, TooLong
from coach.listening.speech.waiting_line import Busy, Full
from coach.text import in_words, plural

SILENCE = "No speech was found in this recording. Is it the right microphone?"
FULL = "Too many people are speaking just now. Try again in a minute, or type."
UNREADABLE = "This recording could not be read. It was not kept. Try again, or type."


def refusal(error: SpeechRefused) -> str:
    """Return the sentence for a refusal."""
    match error:
        case Busy():
            return busy(error.before, error.seconds)
        case Full():
            return FULL
        case NoSpeech():
            return SILENCE
        case TooLong():
            return too_long(error.longest)
        case NotEnglish():
            return other_language(error.language)
    return UNREADABLE


def too_long(seconds: int) -> str:
    """Return that a recording is longer than it may be."""
    return f"This recording is longer than {seconds} seconds. It was not kept. Try again, or type."


def spoken(seconds: float) -> str:
    """Return how long somebody spoke, for the page that shows the words."""
    return f"You spoke for {plural(max(1, round(seconds)), 'second')}."


def busy(before: int, seconds: int) -> str:
    """Return how many people are before this one, and how long that takes, in steps of 5."""
    who = "One person is" if before == 1 else f"{in_words(before).capitalize()} people are"
    return f"{who} before you. It takes about {plural(5 * -(-seconds // 5), 'second')}."


def other_language(code: str) -> str:
    """Return that the recording is not in English, with the language's name if we know it."""
    name = LANGUAGES.get(code, "another language")
    return f"That sounded like {name}. The feedback reads English only. Say it in English, or type."


_NAMES = (
    "af Afrikaans|am Amharic|ar Arabic|as Assamese|az Azerbaijani|ba Bashkir|be Belarusian|"
    "bg Bulgarian|bn Bengali|bo Tibetan|br Breton|bs Bosnian|ca Catalan|cs Czech|cy Welsh|"
    "da Danish|de German|el Greek|es Spanish|et Estonian|eu Basque|fa Persian|fi Finnish|"
    "fo Faroese|fr French|gl Galician|gu Gujarati|ha Hausa|haw Hawaiian|he Hebrew|hi Hindi|"
    "hr Croatian|ht Haitian Creole|hu Hungarian|hy Armenian|id Indonesian|is Icelandic|it Italian|"
    "ja Japanese|jw Javanese|ka Georgian|kk Kazakh|km Khmer|kn Kannada|ko Korean|la Latin|"
    "lb Luxembourgish|ln Lingala|lo Lao|lt Lithuanian|lv Latvian|mg Malagasy|mi Maori|"
    "mk Macedonian|ml Malayalam|mn Mongolian|mr Marathi|ms Malay|mt Maltese|my Burmese|ne Nepali|"
    "nl Dutch|nn Norwegian|no Norwegian|oc Occitan|pa Punjabi|pl Polish|ps Pashto|pt Portuguese|"
    "ro Romanian|ru Russian|sa Sanskrit|sd Sindhi|si Sinhala|sk Slovak|sl Slovenian|sn Shona|"
    "so Somali|sq Albanian|sr Serbian|su Sundanese|sv Swedish|sw Swahili|ta Tamil|te Telugu|"
    "tg Tajik|th Thai|tk Turkmen|tl Tagalog|tr Turkish|tt Tatar|uk Ukrainian|ur Urdu|uz Uzbek|"
    "vi Vietnamese|yi Yiddish|yo Yoruba|yue Cantonese|zh Chinese"
)
LANGUAGES = dict(name.split(" ", 1) for name in _NAMES.split("|"))
"""English names of the languages that Whisper tells apart, by its codes."""
