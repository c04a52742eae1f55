"""Files as the programs write them, made for these tests, and what they bring."""

from pathlib import Path

import pytest
import vobject

from coach.people.exchange import detect, vcard_writer
from coach.people.exchange.item import UnreadableFile

FILES = Path(__file__).parent / "files"
CONTENT = {
    "android.vcf": ("vCard", ["Lucía Farrow", "Samir Holt"], {}),
    "apple.vcf": ("vCard", ["Dr. Maren Oduya"], {"organisation": 1}),
    "google-2024.csv": ("Google Contacts", ["Agnes Dahlbeck"], {}),
    "google.csv": ("Google Contacts", ["Maren Oduya", "Samir Holt"], {}),
    "google.vcf": ("vCard", ["Agnes Dahlbeck"], {"organisation": 1}),
    "linkedin.csv": ("LinkedIn", ["Lucía Farrow", "Samir Holt"], {}),
    "monica.json": ("Monica", ["Ana Cruz", "Old Friend"], {"relatives": 1}),
    "nextcloud.vcf": ("vCard", ["Tobias Renn"], {"group": 1}),
    "outlook.csv": ("Outlook", ["Tobias Müller", "Ann Bee"], {"doubtful_birthdays": 1}),
    "table.csv": ("a table", ["Jane Doe", "J."], {}),
}


@pytest.mark.parametrize("name", CONTENT)
def test_a_file_of_each_program_is_read(name: str) -> None:
    found = detect.read((FILES / name).read_bytes())
    people = [item.name for item in found.people]
    assert (found.source, people, found.left_out.counts()) == CONTENT[name]


def test_every_file_here_is_read_by_a_test() -> None:
    assert {path.name for path in FILES.iterdir()} == set(CONTENT)


def test_what_programs_write_in_their_own_ways_is_understood() -> None:
    def first(name: str) -> object:
        return detect.read((FILES / name).read_bytes()).people[0]

    apple, android, outlook = first("apple.vcf"), first("android.vcf"), first("outlook.csv")
    assert (apple.webs, apple.birthday) == (("https://www.example.org/maren",), 229)
    assert (android.phones, android.called) == (("0171 7654321",), "Lucía")
    assert outlook.mails == ("tobias@example.org", "tm@home.example")
    assert (outlook.birthday, outlook.tags) == (1224, ("Clients", "Choir"))
    assert first("nextcloud.vcf").phones == ("+49-30-5550199 x12",)
    assert first("nextcloud.vcf").webs == ("https://www.linkedin.com/in/tobias-renn",)
    assert first("google-2024.csv").tags == ("Choir",)
    assert first("google.vcf").note == "Met at the fair."
    assert first("table.csv").phones == ("+49 171 1234567",)


def test_another_program_reads_the_cards_that_go_out() -> None:
    found = detect.read((FILES / "apple.vcf").read_bytes())
    [card] = vobject.readComponents(vcard_writer.written(found.people))
    assert (card.fn.value, card.org.value) == ("Dr. Maren Oduya", ["Port Authority"])
    assert card.email.value == "maren@example.org"


def test_a_cut_letter_is_put_together() -> None:
    card = b"BEGIN:VCARD\r\nFN:M" + b"\xc3\r\n \xbcller\r\nEND:VCARD\r\n"
    assert detect.read(card).people[0].name == "Müller"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "none of the files"),
        (b"PK\x03\x04 some zip", "none of the files"),
        (b"a,b\n1,2\n", "No column of this table is known"),
        (b"BEGIN:VCARD\nEND:VCARD\n", "nobody in this file"),
        (b"{\n\n]", "Line 3: this is not JSON"),
        (b"Name,Email\n" + b"A,a@example.org\n" * 5001, "more than 5,000 people"),
        (b"BEGIN:VCARD\nFN:A\nEND:VCARD\n" * 5001, "more than 5,000 people"),
        (b"x" * (detect.MOST_BYTES + 1), "larger than 24 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        detect.read(data)
