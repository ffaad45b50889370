"""How names are taken apart and how they sound: functions of the database (migration 0004)."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from townline.core.words import plain


def ask(question: str, *values: object) -> object:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {question}", list(values))
        return cursor.fetchone()[0]


def keys(word: str) -> set[str]:
    found = ask("customers_sounds_like(%s)", plain(word))
    assert isinstance(found, list)
    return set(found)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gaudreault", "Godro"), ("Tremblay", "Trembley"), ("Thériault", "Terrio"), ("Renaud", "Reno"),
        ("Hébert", "Ebert"), ("Lefebvre", "Lefèvre"), ("Beaulieu", "Bolieu"), ("Archambault", "Archambeau"),
        ("Bouchard", "Bouchar"), ("Boucher", "Bouchet"), ("Thibault", "Tibo"), ("Charbonneau", "Charbono"),
        ("Smith", "Smyth"), ("Smith", "Schmidt"), ("Catherine", "Kathryn"), ("MacDonald", "McDonald"),
        ("Stephen", "Steven"), ("Girard", "Jirard"), ("Philip", "Filip"),
    ],
)  # fmt: skip
def test_names_that_sound_alike_share_a_key(one: str, other: str) -> None:
    assert keys(one) & keys(other)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("one", "other"), [("Tremblay", "Gagnon"), ("Smith", "Jones"), ("Roy", "Côté"), ("Singh", "Chen")]
)
def test_names_that_sound_different_share_none(one: str, other: str) -> None:
    assert not keys(one) & keys(other)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("O'Brien-Roy, Zoë", ["obrien", "roy", "zoe"]),
        ("St. Pierre (Ltd.)", ["st", "pierre", "ltd"]),
        ("  Mr\tLee\n", ["mr", "lee"]),
        ("ÉCOLE Notre‑Dame", ["ecole", "notre‑dame"]),
        ("李小龍", ["李小龍"]),
        ("", []),
    ],
)
def test_words_are_small_plain_and_without_marks(said: str, words: list[str]) -> None:
    assert ask("customers_words(%s)", said) == words


class Anything(TestCase):
    @given(st.text(st.characters(exclude_characters="\x00", exclude_categories=("Cs",)), max_size=160))
    def test_whatever_the_name_it_is_taken_apart(self, name: str) -> None:
        words = ask("customers_words(%s)", plain(name))
        assert isinstance(words, list)
        assert all(word and " " not in word for word in words)
        assert isinstance(ask("customers_sounds_like(%s)", plain(name)), list)

    @given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=60))
    def test_a_word_sounds_as_itself_whatever_its_accents(self, word: str) -> None:
        assert keys(word) == keys(word.upper().replace("E", "É").replace("A", "À"))
