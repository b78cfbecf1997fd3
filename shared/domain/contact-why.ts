/** What decides whether a contact counts as effective. */
export const contactWhys = [
  'met',
  'replied',
  'talked',
  'noMeeting',
  'tooShort',
  'noSeconds',
  'notReached',
  'oneWay',
] as const
export type ContactWhy = (typeof contactWhys)[number]
