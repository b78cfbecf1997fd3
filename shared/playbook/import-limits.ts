/** Limits of reading and importing files; the defaults of options a caller may give. */
/** Defaults of an import that the user may change per call. */
export const importDefaults = {
  /** A file of which more than this share of rows is rejected is refused, percent. */
  maxRejectsPercent: 5,
  /** Rows from the top that are looked at for a header. */
  headerSearchRows: 40,
  /** Non-empty cells per column looked at to judge its shape. */
  shapeSample: 60,
  /** Share of those that must show the shape. */
  shapeShare: 0.8,
  /** A rate column whose largest number reaches this is read as percent, below it as fractions. */
  percentFrom: 0.3,
  /** Share of headers two layouts have in common from which decisions on columns carry over. */
  similarLayoutShare: 0.8,
  /** Earlier layouts that are looked through for a similar one. */
  similarLayoutsSearched: 60,
  /** Likeness of two headers (0 to 1) from which one in the other's place is taken for the same column renamed. */
  renamedLikeness: 0.5,
} as const

/** What a file may weigh before it is refused unread. */
export const readDefaults = {
  maxEntries: 2_000,
  maxInflatedBytes: 300_000_000,
  /** The same where a file is streamed and never whole in memory. */
  maxStreamedBytes: 8_000_000_000,
  /** Texts that the cells of a workbook share are kept in memory. */
  maxSharedTextBytes: 1_000_000_000,
  /** Filled cells of an .ods with all its repeats written out. */
  maxRepeatedCells: 10_000_000,
  /** Mark-up of one sheet above which the general library silently returns nothing. */
  maxGeneralSheetBytes: 500_000_000,
  /** Inflated to compressed size of one part; real sheets stay below 60. */
  maxRatio: 250,
  /** Parts smaller than this may have any ratio. */
  ratioFreeBytes: 10_000_000,
  /**
   * The general library reads in a thread that may take this long for a file (a plain extract takes a tenth of it) and
   * this much memory, and is kept this long for the next file.
   */
  apart: { seconds: { base: 8, perMegabyte: 6 }, maxMegabytes: 3_000, idleSeconds: 20 },
  maxTextBytes: 400_000_000,
  /** Files of one batch: a year of month-end extracts of several kinds fits easily. */
  maxFiles: 400,
  /** Folders within a chosen folder that are looked into. */
  maxFolderDepth: 3,
} as const
