/**
 * Customer segments a branch defines itself: by rule, or as a list of customer numbers. Every save makes a new
 * version, so a list of a past week can still say which rule it was made with.
 *
 * Members of a list belong to a version and are not undone row by row: undo takes the version away and leaves them
 * unreachable, redo brings it back under the same id.
 */
export const version = 30

export const sql = `
CREATE TABLE segment (
  segment_id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('rule', 'list')),
  name TEXT NOT NULL,
  note TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'removed'))
) STRICT;
CREATE UNIQUE INDEX segment_name ON segment (name) WHERE state = 'active';

CREATE TABLE segment_version (
  version_id INTEGER PRIMARY KEY AUTOINCREMENT,
  segment_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  saved_at TEXT NOT NULL,
  -- null for a list
  rule_json TEXT,
  sentence TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX segment_version_of ON segment_version (segment_id, version);

CREATE TABLE segment_member (
  version_id INTEGER NOT NULL,
  customer_no TEXT NOT NULL,
  PRIMARY KEY (version_id, customer_no)
) STRICT, WITHOUT ROWID;
`
