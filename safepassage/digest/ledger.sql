CREATE TABLE IF NOT EXISTS about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS letter (
  number INTEGER PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  address TEXT NOT NULL,
  slot TEXT,
  as_of TEXT NOT NULL,
  seen INTEGER NOT NULL,
  asked TEXT NOT NULL,
  mail BLOB
);
CREATE TABLE IF NOT EXISTS act (
  number INTEGER PRIMARY KEY,
  letter INTEGER NOT NULL REFERENCES letter (number),
  at TEXT NOT NULL,
  state TEXT NOT NULL,
  note TEXT
);
CREATE INDEX IF NOT EXISTS letter_by_address ON letter (address, number);
CREATE INDEX IF NOT EXISTS act_by_letter ON act (letter, number);
CREATE TRIGGER IF NOT EXISTS letter_stays BEFORE UPDATE ON letter
  BEGIN SELECT RAISE(ABORT, 'letters stay as they were made'); END;
CREATE TRIGGER IF NOT EXISTS letter_kept BEFORE DELETE ON letter
  BEGIN SELECT RAISE(ABORT, 'letters stay as they were made'); END;
CREATE TRIGGER IF NOT EXISTS act_stays BEFORE UPDATE ON act
  BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END;
CREATE TRIGGER IF NOT EXISTS act_kept BEFORE DELETE ON act
  BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END;
CREATE VIEW IF NOT EXISTS told AS
  SELECT letter.number, letter.digest, letter.address, letter.slot, letter.as_of, letter.seen, letter.asked,
    letter.mail,
    act.state, act.at, act.note,
    (SELECT COUNT(*) FROM act AS tried WHERE tried.letter = letter.number
      AND tried.state IN ('deferred', 'refused', 'sent')) AS tries
  FROM letter JOIN act ON act.number =
    (SELECT MAX(number) FROM act AS latest WHERE latest.letter = letter.number);
