/**
 * The first schema.
 *
 * Imported facts hang on a *dataset*: one kind of extract for one data date, owned by one import. Nothing an
 * import stores is ever updated in place: a second import of the same kind and date makes a new dataset and
 * marks the old one replaced, and undo deletes a dataset's rows and makes the replaced one active again. What
 * rules need "now" (table `customer`, `classification`, `rm_change`) is derived from the active datasets and
 * can be made again at any time; what people keep by hand lives in its own tables that no import touches.
 *
 * A customer's slow-changing facts are stored once per distinct content (`profile`) and referred to by each
 * weekly snapshot, so a year of weeks costs little more than its balances.
 */
export const version = 10

export const sql = `
CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE playbook_version (
  version INTEGER PRIMARY KEY,
  from_date TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  note TEXT NOT NULL,
  json TEXT NOT NULL
) STRICT;

-- Imports -------------------------------------------------------------------------------------------------
CREATE TABLE import (
  import_id INTEGER PRIMARY KEY AUTOINCREMENT,
  imported_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'undone')),
  undone_at TEXT,
  report_json TEXT NOT NULL
) STRICT;

CREATE TABLE dataset (
  dataset_id INTEGER PRIMARY KEY AUTOINCREMENT,
  import_id INTEGER NOT NULL REFERENCES import (import_id),
  kind TEXT NOT NULL CHECK (kind IN ('customers', 'holdings', 'movements', 'contacts', 'products', 'targets')),
  as_of TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'replaced', 'undone')),
  replaced_by INTEGER REFERENCES dataset (dataset_id),
  row_count INTEGER NOT NULL,
  aum_fen INTEGER,
  contact_window_days INTEGER
) STRICT;
CREATE UNIQUE INDEX dataset_active ON dataset (kind, as_of) WHERE state = 'active';

CREATE TABLE import_file (
  file_id INTEGER PRIMARY KEY AUTOINCREMENT,
  dataset_id INTEGER NOT NULL REFERENCES dataset (dataset_id),
  file_name TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  sheet TEXT NOT NULL
) STRICT;
CREATE INDEX import_file_hash ON import_file (content_hash);

CREATE TABLE import_reject (
  file_id INTEGER NOT NULL REFERENCES import_file (file_id),
  row_no INTEGER NOT NULL,
  column_name TEXT,
  code TEXT NOT NULL,
  value TEXT NOT NULL,
  message TEXT NOT NULL
) STRICT;

-- Customer facts from extracts ----------------------------------------------------------------------------
CREATE TABLE profile (
  profile_id INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_no TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  name TEXT, id_no TEXT, phone TEXT, gender TEXT, birth_date TEXT, address TEXT, employer TEXT,
  occupation TEXT, open_date TEXT, branch TEXT, rm_name TEXT, rm_no TEXT, co_rm_name TEXT, co_rm_no TEXT,
  bank_grade TEXT, risk_rating INTEGER, risk_expiry TEXT,
  payroll INTEGER, merchant INTEGER, owner INTEGER, staff INTEGER, custody INTEGER, credit_card INTEGER,
  mobile_bank INTEGER, wecom INTEGER, consent INTEGER, dnc INTEGER, restriction TEXT, deceased INTEGER,
  compliance_dormant TEXT, remark TEXT,
  -- names of fields whose value is masked, comma separated; masked values never overwrite good ones
  masked TEXT NOT NULL DEFAULT '',
  UNIQUE (customer_no, content_hash)
) STRICT;

CREATE TABLE snapshot (
  dataset_id INTEGER NOT NULL REFERENCES dataset (dataset_id),
  customer_no TEXT NOT NULL,
  profile_id INTEGER NOT NULL REFERENCES profile (profile_id),
  file_id INTEGER NOT NULL REFERENCES import_file (file_id),
  row_no INTEGER NOT NULL,
  age INTEGER,
  aum_fen INTEGER, aum_month_avg_fen INTEGER, aum_quarter_avg_fen INTEGER, aum_year_avg_fen INTEGER,
  aum_peak_fen INTEGER, demand_fen INTEGER, time_fen INTEGER, cd_fen INTEGER, wealth_fen INTEGER,
  fund_fen INTEGER, insurance_fen INTEGER, bond_fen INTEGER, metal_fen INTEGER, trust_fen INTEGER,
  loan_fen INTEGER, payroll_date TEXT, payroll_amount_fen INTEGER, payroll_months INTEGER,
  last_txn_date TEXT, login_count INTEGER, last_contact_date TEXT, contact_count INTEGER,
  contribution_fen INTEGER,
  PRIMARY KEY (dataset_id, customer_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX snapshot_customer ON snapshot (customer_no, dataset_id);
CREATE INDEX snapshot_profile ON snapshot (profile_id);

CREATE TABLE holding (
  dataset_id INTEGER NOT NULL REFERENCES dataset (dataset_id),
  row_no INTEGER NOT NULL,
  customer_no TEXT NOT NULL,
  product_name TEXT, product_class TEXT, product_risk INTEGER,
  amount_fen INTEGER NOT NULL, start_date TEXT, maturity_date TEXT
) STRICT;
CREATE INDEX holding_customer ON holding (dataset_id, customer_no);

CREATE TABLE movement (
  dataset_id INTEGER NOT NULL REFERENCES dataset (dataset_id),
  row_no INTEGER NOT NULL,
  customer_no TEXT NOT NULL,
  txn_date TEXT NOT NULL, amount_fen INTEGER NOT NULL, direction TEXT, counterparty TEXT
) STRICT;
CREATE INDEX movement_customer ON movement (customer_no, txn_date);
CREATE INDEX movement_dataset ON movement (dataset_id);

-- dataset_id null = logged by hand. Extracts repeat past contacts: content_key tells copies apart.
CREATE TABLE contact (
  contact_id INTEGER PRIMARY KEY AUTOINCREMENT,
  dataset_id INTEGER REFERENCES dataset (dataset_id),
  content_key TEXT NOT NULL,
  customer_no TEXT NOT NULL,
  contact_date TEXT NOT NULL, channel TEXT, outcome TEXT, seconds INTEGER, notes TEXT,
  need_found TEXT, next_step TEXT, next_date TEXT, rm_name TEXT, rm_no TEXT
) STRICT;
CREATE INDEX contact_customer ON contact (customer_no, contact_date);
CREATE INDEX contact_dataset ON contact (dataset_id);

CREATE TABLE product (
  dataset_id INTEGER NOT NULL REFERENCES dataset (dataset_id),
  row_no INTEGER NOT NULL,
  product_code TEXT, product_name TEXT NOT NULL, product_class TEXT, product_risk INTEGER,
  term_days INTEGER, rate REAL, min_amount_fen INTEGER, sale_until TEXT
) STRICT;
CREATE INDEX product_dataset ON product (dataset_id);

-- rm_no null = the branch as a whole
CREATE TABLE target (
  dataset_id INTEGER NOT NULL REFERENCES dataset (dataset_id),
  row_no INTEGER NOT NULL,
  rm_name TEXT, rm_no TEXT, period TEXT NOT NULL, metric TEXT NOT NULL, target_amount_fen INTEGER NOT NULL
) STRICT;
CREATE INDEX target_dataset ON target (dataset_id);

-- Derived, can be made again ------------------------------------------------------------------------------
CREATE TABLE customer (
  customer_no TEXT PRIMARY KEY,
  name TEXT,
  pinyin TEXT NOT NULL,
  initials TEXT NOT NULL,
  phone TEXT, phone_tail TEXT, id_no TEXT, id_tail TEXT,
  first_seen TEXT NOT NULL,
  last_seen TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE rm_change (
  customer_no TEXT NOT NULL,
  as_of TEXT NOT NULL,
  from_rm_no TEXT, to_rm_no TEXT,
  PRIMARY KEY (customer_no, as_of)
) STRICT, WITHOUT ROWID;

CREATE TABLE classification (
  as_of TEXT NOT NULL,
  customer_no TEXT NOT NULL,
  playbook_version INTEGER NOT NULL,
  measure_fen INTEGER,
  aum_delta_fen INTEGER,
  tier TEXT, tier_before TEXT,
  dormancy TEXT, days_dormant INTEGER,
  familiarity TEXT, nine_box_row TEXT,
  near_key TEXT, near_edge TEXT, gap_fen INTEGER,
  aum_fall TEXT,
  warning TEXT, warning_rank INTEGER NOT NULL, warning_count INTEGER NOT NULL,
  days_since_contact INTEGER,
  nearest_maturity TEXT,
  is_new INTEGER NOT NULL, rm_changed INTEGER NOT NULL,
  excluded TEXT,
  PRIMARY KEY (as_of, customer_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE warning (
  as_of TEXT NOT NULL,
  customer_no TEXT NOT NULL,
  rule TEXT NOT NULL,
  colour TEXT NOT NULL,
  PRIMARY KEY (as_of, customer_no, rule)
) STRICT, WITHOUT ROWID;

-- What one snapshot alone says: a peak far above today, a risk test about to end.
CREATE TABLE finding (
  as_of TEXT NOT NULL,
  customer_no TEXT NOT NULL,
  finding TEXT NOT NULL,
  PRIMARY KEY (as_of, customer_no, finding)
) STRICT, WITHOUT ROWID;

-- The figures of a date, and the branch context they were derived in, so that a single customer can be
-- explained later exactly as he was classified then.
CREATE TABLE analysis (
  as_of TEXT PRIMARY KEY,
  playbook_version INTEGER NOT NULL,
  compared_with TEXT,
  json TEXT NOT NULL
) STRICT;

-- Kept by hand, never touched by an import ----------------------------------------------------------------
CREATE TABLE customer_hand (
  customer_no TEXT PRIMARY KEY,
  dnc INTEGER, dnc_at TEXT,
  familiarity TEXT, familiarity_reason TEXT, familiarity_at TEXT,
  man_money TEXT, man_authority TEXT, man_need TEXT, man_reason TEXT,
  preferred_from TEXT, preferred_to TEXT, preferred_channel TEXT
) STRICT;
CREATE TABLE note (
  note_id INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_no TEXT NOT NULL, at TEXT NOT NULL, text TEXT NOT NULL
) STRICT;
CREATE INDEX note_customer ON note (customer_no);
CREATE TABLE tag (
  customer_no TEXT NOT NULL, tag TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (customer_no, tag)
) STRICT;
CREATE TABLE family_link (
  customer_no TEXT NOT NULL, other_no TEXT NOT NULL, relation TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (customer_no, other_no)
) STRICT;
CREATE TABLE life_event (
  life_event_id INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_no TEXT NOT NULL, kind TEXT NOT NULL, on_date TEXT, note TEXT NOT NULL, at TEXT NOT NULL
) STRICT;

-- name and role given by hand win over what extracts say; an RM seen only in extracts has no row here
CREATE TABLE rm (
  rm_no TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('rm', 'lobby', 'teller', 'head')),
  left_on TEXT,
  daily_minutes INTEGER
) STRICT;
CREATE TABLE rm_absence (
  absence_id INTEGER PRIMARY KEY AUTOINCREMENT,
  rm_no TEXT NOT NULL, from_date TEXT NOT NULL, to_date TEXT NOT NULL,
  minutes INTEGER, reason TEXT NOT NULL
) STRICT;
CREATE TABLE calendar_day (
  day TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('work', 'off')),
  name TEXT NOT NULL
) STRICT;
CREATE TABLE calendar_year (
  year INTEGER PRIMARY KEY
) STRICT;

-- A week's plan made anew is a new plan; the one before stays and is marked replaced.
CREATE TABLE plan (
  plan_id INTEGER PRIMARY KEY AUTOINCREMENT,
  week TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'replaced')),
  as_of TEXT NOT NULL,
  made_at TEXT NOT NULL,
  playbook_version INTEGER NOT NULL,
  load_json TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX plan_active ON plan (week) WHERE state = 'active';
CREATE TABLE plan_item (
  item_id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL,
  line_no INTEGER NOT NULL,
  customer_no TEXT NOT NULL,
  rm_no TEXT NOT NULL,
  day TEXT NOT NULL, slot TEXT NOT NULL,
  minutes INTEGER NOT NULL,
  reason_kind TEXT NOT NULL,
  score REAL NOT NULL,
  json TEXT NOT NULL
) STRICT;
CREATE INDEX plan_item_plan ON plan_item (plan_id, rm_no, line_no);
CREATE TABLE plan_omission (
  plan_id INTEGER NOT NULL, customer_no TEXT NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL,
  -- order among the customers to adopt, null for all others
  adopt_rank INTEGER,
  PRIMARY KEY (plan_id, customer_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX plan_omission_reason ON plan_omission (plan_id, reason);

-- What was done, and how to take it back ------------------------------------------------------------------
CREATE TABLE command_log (
  command_id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  route TEXT NOT NULL,
  label TEXT NOT NULL,
  -- done = can be undone; undone = can be redone; final = can be neither
  state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'final'))
) STRICT;
CREATE TABLE command_change (
  command_id INTEGER NOT NULL REFERENCES command_log (command_id),
  direction TEXT NOT NULL CHECK (direction IN ('undo', 'redo')),
  seq INTEGER NOT NULL,
  statement TEXT NOT NULL,
  PRIMARY KEY (command_id, direction, seq)
) STRICT;
CREATE TABLE export_log (
  export_id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  user_name TEXT NOT NULL,
  kind TEXT NOT NULL, scope TEXT NOT NULL, purpose TEXT NOT NULL,
  rows INTEGER NOT NULL, masked INTEGER NOT NULL, target TEXT NOT NULL
) STRICT;
`
