/**
 * Work on many customers at once: who the branch gave a customer to, the managing RM of every stored result, and how
 * somebody likes to see the grid.
 *
 * An allotment by the branch holds from a data date on while the extract still names the RM it named then; when head
 * office names another one, that one counts.
 */
export const version = 70

export const sql = `
CREATE TABLE customer_rm (
  customer_no TEXT NOT NULL,
  -- data date from which it holds
  from_date TEXT NOT NULL,
  -- null ends the allotment before
  rm_no TEXT,
  rm_name TEXT,
  -- the RM of the extract at that date, '' for none
  extract_rm TEXT NOT NULL,
  set_at TEXT NOT NULL,
  set_by TEXT NOT NULL,
  PRIMARY KEY (customer_no, from_date)
) STRICT;

ALTER TABLE classification ADD COLUMN rm_no TEXT;
ALTER TABLE classification ADD COLUMN rm_name TEXT;

CREATE TABLE grid_view (
  view_id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  is_default INTEGER NOT NULL CHECK (is_default IN (0, 1)),
  json TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX grid_view_name ON grid_view (name);
CREATE INDEX tag_tag ON tag (tag);
`
