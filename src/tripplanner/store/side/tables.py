"""The side tables: made by code on both databases, never mapped, never migrated; all begin with :data:`PREFIX`.

Triggers note every write to what is sorted or searched in ``side_dirty``; an edit through the workspace clears its
notes in the same transaction. What is left was written by something that knows nothing of these tables.
"""

from __future__ import annotations

import sqlalchemy as sa

from tripplanner.i18n import languages
from tripplanner.store.side.subjects import SUBJECTS, Subject

PREFIX = "side_"
VERSION = 3  # raised when the tables or what lies in them change: they are then made again
# Columns of words, as searched: names and the rest, each with the readings of its Chinese.
WORDS = ("name", "spelt", "body", "body_spelt", "scope")

_metadata = sa.MetaData()
_key = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

sort = sa.Table(
    "side_sort", _metadata,
    sa.Column("table_name", sa.String(40), primary_key=True),
    sa.Column("field", sa.String(40), primary_key=True),
    sa.Column("language", sa.String(12), primary_key=True),
    sa.Column("key", _key, primary_key=True),
    sa.Column("record_id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Index("ix_side_sort_record", "table_name", "record_id"),
    sqlite_with_rowid=False,
)  # fmt: skip
text = sa.Table(
    "side_text", _metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("table_name", sa.String(40), nullable=False),
    sa.Column("record_id", sa.Integer, nullable=False),
    *(sa.Column(name, sa.Text, nullable=False) for name in WORDS),
    sa.Index("ix_side_text_record", "table_name", "record_id", unique=True),
    sa.Index("ix_side_text_found", "id", "record_id"),  # a word leads to records without reading their words
)  # fmt: skip
dirty = sa.Table(
    "side_dirty", _metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("table_name", sa.String(40), nullable=False),
    sa.Column("record_id", sa.Integer, nullable=False),
    sa.Index("ix_side_dirty_record", "table_name", "record_id"),
)  # fmt: skip
state = sa.Table("side_state", _metadata, sa.Column("version", sa.String(200), primary_key=True))


def expected() -> str:
    """What ``side_state`` says of tables that this program made: their version and the languages sorted by."""
    return f"{VERSION} {' '.join(languages())}"


def version_of(connection: sa.Connection) -> str:
    """What made the side tables of this database; nothing where there are none."""
    if not sa.inspect(connection).has_table(state.name):
        return ""
    return connection.execute(sa.select(state.c.version)).scalar() or ""


def drop(connection: sa.Connection) -> None:
    """Removes the side tables and the triggers that fill one of them."""
    sqlite = connection.dialect.name == "sqlite"
    for subject in SUBJECTS.values():
        for event in ("insert", "update", "delete"):
            on = "" if sqlite else f' ON "{subject.table}"'
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS side_{subject.table}_{event}{on}")
    if sqlite:
        connection.exec_driver_sql("DROP TABLE IF EXISTS side_words")
    else:
        connection.exec_driver_sql("DROP FUNCTION IF EXISTS side_note()")
    _metadata.drop_all(connection)


def create(connection: sa.Connection) -> None:
    """Makes the side tables, empty; there are none."""
    _metadata.create_all(connection)
    if connection.dialect.name == "sqlite":
        _create_words(connection)
    else:
        connection.exec_driver_sql("ALTER TABLE side_text ADD COLUMN words tsvector")
        connection.exec_driver_sql("CREATE INDEX ix_side_text_words ON side_text USING gin (words)")
        connection.exec_driver_sql(_FUNCTION)
    for subject in SUBJECTS.values():
        for statement in _triggers(subject, sqlite=connection.dialect.name == "sqlite"):
            connection.exec_driver_sql(statement)
    connection.execute(sa.insert(state).values(version=expected()))


def _create_words(connection: sa.Connection) -> None:
    """The tokenizer has nothing to decide: words come folded and apart, so only spaces and points part them."""
    connection.exec_driver_sql(
        f"CREATE VIRTUAL TABLE side_words USING fts5({', '.join(WORDS)}, content='side_text', content_rowid='id', "
        "tokenize='ascii', prefix='1 2')"
    )


_FUNCTION = """CREATE FUNCTION side_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    INSERT INTO side_dirty (table_name, record_id) VALUES (TG_TABLE_NAME, OLD.id);
    RETURN OLD;
  END IF;
  INSERT INTO side_dirty (table_name, record_id) VALUES (TG_TABLE_NAME, NEW.id);
  RETURN NEW;
END $$"""


def _triggers(subject: Subject, *, sqlite: bool) -> list[str]:
    table = subject.table
    columns = ", ".join(f'"{name}"' for name in subject.columns)
    found: list[str] = []
    for event, when, row in (("insert", "INSERT", "NEW"), ("update", f"UPDATE OF {columns}", "NEW"),
                             ("delete", "DELETE", "OLD")):  # fmt: skip
        note = f"INSERT INTO side_dirty (table_name, record_id) VALUES ('{table}', {row}.id);"
        body = f"BEGIN {note} END" if sqlite else "FOR EACH ROW EXECUTE FUNCTION side_note()"
        found.append(f'CREATE TRIGGER side_{table}_{event} AFTER {when} ON "{table}" {body}')
    return found
