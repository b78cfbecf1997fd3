/**
 * Results of MAN, special groups, stage, wealth layer and communities, stored with the other results of a date, and
 * answers to MAN letters kept by hand.
 *
 * Special groups and asset classes are bits (see `repo/group-bits.ts`): a customer is in several, and of most it cannot be told, so a
 * row for each would be more than all balances. A community is written `kind:key`; employer and address name at most
 * one each. Null in `man_group`, `stage` means unknown, in `hnw_layer` below the lowest line or unknown.
 *
 * An answer holds from a data date on, so that results of earlier dates stay what they were; a null answer ends it.
 */
export const version = 40

export const sql = `
ALTER TABLE classification ADD COLUMN man_group TEXT;
ALTER TABLE classification ADD COLUMN man_money TEXT;
ALTER TABLE classification ADD COLUMN man_authority TEXT;
ALTER TABLE classification ADD COLUMN man_need TEXT;
ALTER TABLE classification ADD COLUMN man_best INTEGER;
ALTER TABLE classification ADD COLUMN man_worst INTEGER;
ALTER TABLE classification ADD COLUMN priority_pool INTEGER;
ALTER TABLE classification ADD COLUMN groups_in INTEGER;
ALTER TABLE classification ADD COLUMN groups_unknown INTEGER;
-- bits of asset classes: short of the model, never held, of which it is unknown
ALTER TABLE classification ADD COLUMN gap_classes INTEGER;
ALTER TABLE classification ADD COLUMN never_classes INTEGER;
ALTER TABLE classification ADD COLUMN unknown_classes INTEGER;
ALTER TABLE classification ADD COLUMN stage TEXT;
ALTER TABLE classification ADD COLUMN substantive_loss INTEGER;
ALTER TABLE classification ADD COLUMN hnw_layer TEXT;
-- classes held before and not now, with the date they were held last: 'fund:2026-05-29,bond:2026-10-02'
ALTER TABLE classification ADD COLUMN classes_gone TEXT;
ALTER TABLE classification ADD COLUMN community_work TEXT;
ALTER TABLE classification ADD COLUMN community_home TEXT;
CREATE INDEX classification_work ON classification (as_of, community_work) WHERE community_work IS NOT NULL;
CREATE INDEX classification_home ON classification (as_of, community_home) WHERE community_home IS NOT NULL;

CREATE TABLE man_answer (
  customer_no TEXT NOT NULL,
  letter TEXT NOT NULL CHECK (letter IN ('money', 'authority', 'need')),
  -- data date from which it holds
  from_date TEXT NOT NULL,
  answer TEXT CHECK (answer IN ('yes', 'no', 'unknown')),
  note TEXT NOT NULL,
  set_on TEXT NOT NULL,
  PRIMARY KEY (customer_no, letter, from_date)
) STRICT;
`
