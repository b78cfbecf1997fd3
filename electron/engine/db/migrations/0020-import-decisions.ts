/**
 * What importing remembers: how each file's layout was understood and decided (so that the next file of the same
 * layout asks nothing), the cells of rejected rows (so that they can be handed back), how empty cells are meant,
 * and which dataset a merge of mended rows started from.
 */
export const version = 20

export const sql = `
ALTER TABLE import_file ADD COLUMN fingerprint TEXT NOT NULL DEFAULT '';
-- columns with header and field, and what a person decided about them
ALTER TABLE import_file ADD COLUMN layout_json TEXT NOT NULL DEFAULT '{}';
-- how every column was read: header, field, unit, date order
ALTER TABLE import_file ADD COLUMN columns_json TEXT NOT NULL DEFAULT '[]';
CREATE INDEX import_file_fingerprint ON import_file (fingerprint);
CREATE INDEX import_file_dataset ON import_file (dataset_id);

-- the dataset whose rows a merge took over; it is replaced by this one
ALTER TABLE dataset ADD COLUMN base_dataset_id INTEGER REFERENCES dataset (dataset_id);
-- fields whose empty cells keep the value known before, as JSON list
ALTER TABLE dataset ADD COLUMN keep_json TEXT NOT NULL DEFAULT '[]';
-- accepted rows with an empty cell per field, as JSON object
ALTER TABLE dataset ADD COLUMN blanks_json TEXT NOT NULL DEFAULT '{}';

ALTER TABLE import_reject ADD COLUMN column_index INTEGER;
-- texts of the whole row, as JSON list
ALTER TABLE import_reject ADD COLUMN cells_json TEXT NOT NULL DEFAULT '[]';
CREATE INDEX import_reject_file ON import_reject (file_id);
`
