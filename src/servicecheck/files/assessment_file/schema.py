"""The tables of an assessment file in every format, and the marks by which it is known.

Every table is WITHOUT ROWID and keyed by what it says: numbered rows would tell in which order people joined an
anonymous round. A respondent's time of the last answer is the only time of a person, and is empty in such a round.
A file is only read when its tables are those of its format to the letter. Changing so much as a space here means a new
FORMAT, the old text in `EARLIER_TABLES`, and a step in `upgrade` that brings older files to it; `tests/golden` notices.
"""

from collections.abc import Mapping

APPLICATION_ID = int.from_bytes(b"SvCk")
FORMAT = 3
PAGE_SIZE = 4096
LARGEST_FILE = 64 * 2**20
"""The most that is read, and so the most that is written."""

SEAL = "seal"
"""The table that holds the seal over all others."""

ACTIONS = """
CREATE TABLE actions (
    round INTEGER NOT NULL REFERENCES rounds,
    place INTEGER NOT NULL,
    item TEXT NOT NULL,
    text TEXT NOT NULL,
    owner TEXT NOT NULL,
    due TEXT,
    first_step TEXT NOT NULL,
    measure TEXT NOT NULL,
    today TEXT NOT NULL,
    goal TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('agreed', 'under-way', 'done', 'stuck', 'dropped')),
    result TEXT NOT NULL,
    PRIMARY KEY (round, place)
) STRICT, WITHOUT ROWID;
"""

_ACTIONS_1 = """
CREATE TABLE actions (
    round INTEGER NOT NULL REFERENCES rounds,
    place INTEGER NOT NULL,
    item TEXT NOT NULL,
    text TEXT NOT NULL,
    owner TEXT NOT NULL,
    due TEXT,
    first_step TEXT NOT NULL,
    measure TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('agreed', 'under-way', 'done', 'stuck', 'dropped')),
    PRIMARY KEY (round, place)
) STRICT, WITHOUT ROWID;
"""

VOTES = """
CREATE TABLE votes (
    round INTEGER NOT NULL,
    item TEXT NOT NULL,
    ballot INTEGER NOT NULL,
    code TEXT NOT NULL,
    value TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (round, item, ballot, code),
    FOREIGN KEY (round, code) REFERENCES respondents,
    FOREIGN KEY (round, item, ballot) REFERENCES ballots
) STRICT, WITHOUT ROWID;
"""

AGREED = """
CREATE TABLE agreed (
    round INTEGER NOT NULL REFERENCES rounds,
    item TEXT NOT NULL,
    place INTEGER NOT NULL,
    value TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (round, item)
) STRICT, WITHOUT ROWID;
"""

WORKSHOPS = """
CREATE TABLE workshops (
    round INTEGER NOT NULL PRIMARY KEY REFERENCES rounds,
    join_code TEXT NOT NULL,
    session_key BLOB NOT NULL,
    port INTEGER NOT NULL,
    phase TEXT NOT NULL CHECK (phase IN ('lobby', 'open', 'shown', 'talk', 'choose', 'verdict', 'plan', 'ended')),
    item TEXT NOT NULL,
    shows_by_itself INTEGER NOT NULL CHECK (shows_by_itself IN (0, 1)),
    verdict_seen INTEGER NOT NULL CHECK (verdict_seen IN (0, 1))
) STRICT, WITHOUT ROWID;
"""

BALLOTS = """
CREATE TABLE ballots (
    round INTEGER NOT NULL REFERENCES rounds,
    item TEXT NOT NULL,
    ballot INTEGER NOT NULL CHECK (ballot > 0),
    shown INTEGER NOT NULL CHECK (shown IN (0, 1)),
    PRIMARY KEY (round, item, ballot)
) STRICT, WITHOUT ROWID;
"""

_VOTES_2 = """
CREATE TABLE votes (
    round INTEGER NOT NULL,
    item TEXT NOT NULL,
    ballot INTEGER NOT NULL CHECK (ballot > 0),
    code TEXT NOT NULL,
    value TEXT,
    note TEXT NOT NULL,
    PRIMARY KEY (round, item, ballot, code),
    FOREIGN KEY (round, code) REFERENCES respondents
) STRICT, WITHOUT ROWID;
"""

_AGREED_2 = """
CREATE TABLE agreed (
    round INTEGER NOT NULL REFERENCES rounds,
    item TEXT NOT NULL,
    value TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (round, item)
) STRICT, WITHOUT ROWID;
"""

_OTHER_TABLES = """
CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY,
    value ANY NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE questionnaires (
    hash TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    content BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE rounds (
    round INTEGER NOT NULL PRIMARY KEY CHECK (round > 0),
    questionnaire TEXT NOT NULL REFERENCES questionnaires,
    questionnaire_id TEXT NOT NULL,
    questionnaire_version TEXT NOT NULL,
    title TEXT NOT NULL,
    mode TEXT NOT NULL CHECK (mode IN ('own', 'open', 'anonymous')),
    k INTEGER NOT NULL CHECK (k BETWEEN 3 AND 20),
    k_reason TEXT NOT NULL,
    invited INTEGER CHECK (invited >= 0),
    opened TEXT,
    closed TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE respondents (
    round INTEGER NOT NULL REFERENCES rounds,
    code TEXT NOT NULL CHECK (code <> ''),
    role TEXT,
    language TEXT NOT NULL,
    finished INTEGER NOT NULL CHECK (finished IN (0, 1)),
    position TEXT NOT NULL,
    last_answer TEXT,
    PRIMARY KEY (round, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE answers (
    round INTEGER NOT NULL,
    code TEXT NOT NULL,
    item TEXT NOT NULL,
    value TEXT,
    note TEXT NOT NULL,
    evidence TEXT NOT NULL,
    evidence_grade INTEGER CHECK (evidence_grade BETWEEN 0 AND 3),
    PRIMARY KEY (round, code, item),
    FOREIGN KEY (round, code) REFERENCES respondents
) STRICT, WITHOUT ROWID;

CREATE TABLE targets (
    round INTEGER NOT NULL REFERENCES rounds,
    section TEXT NOT NULL,
    points INTEGER NOT NULL,
    reason TEXT NOT NULL,
    who TEXT NOT NULL,
    agreed_on TEXT,
    PRIMARY KEY (round, section)
) STRICT, WITHOUT ROWID;

CREATE TABLE register_rows (
    round INTEGER NOT NULL REFERENCES rounds,
    register TEXT NOT NULL,
    code TEXT NOT NULL,
    place INTEGER NOT NULL,
    cells TEXT NOT NULL,
    PRIMARY KEY (round, register, code, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE seal (
    only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    digest BLOB NOT NULL
) STRICT, WITHOUT ROWID;
"""

TABLES = _OTHER_TABLES + ACTIONS + BALLOTS + VOTES + AGREED + WORKSHOPS
EARLIER_TABLES: Mapping[int, str] = {
    1: _OTHER_TABLES + _VOTES_2 + _AGREED_2 + _ACTIONS_1,
    2: _OTHER_TABLES + _VOTES_2 + _AGREED_2 + ACTIONS,
}
"""By format: the tables of files that are still read."""
