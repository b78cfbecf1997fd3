/**
 * What people learn of a customer and no extract brings, or brings blank: family, wishes, work. A value holds from a
 * data date on, so that results of earlier dates stay what they were; a null value ends it.
 */
export const version = 60

export const sql = `
CREATE TABLE customer_kept (
  customer_no TEXT NOT NULL,
  field TEXT NOT NULL,
  -- data date from which it holds
  from_date TEXT NOT NULL,
  value TEXT,
  set_at TEXT NOT NULL,
  set_by TEXT NOT NULL,
  PRIMARY KEY (customer_no, field, from_date)
) STRICT;
CREATE INDEX family_link_other ON family_link (other_no);
`
