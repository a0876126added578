// What an import may cost. A file that needs more is refused with a code; nothing here is a promise that a file is harmless.

const MEGABYTE = 1024 * 1024;

/** Largest file taken in. */
export const MOST_BYTES = 64 * MEGABYTE;
/** Largest file read as text: some eight thousand pages. */
export const MOST_TEXT_BYTES = 16 * MEGABYTE;
/** Resident memory at which the reading process is killed. */
export const MOST_MEMORY = 512 * MEGABYTE;
/** JavaScript heap of the reading process, so that most bombs end in it and not in the watch. */
export const MOST_HEAP_MEGABYTES = 320;
/**
 * Writable memory the kernel gives the reading process at most, where it can be told. Above the watched limit, because a
 * runtime asks for far more than it touches: it bounds what can be taken between two looks.
 */
export const MOST_WRITABLE_MEMORY = 1536 * MEGABYTE;
/** Processor time without progress after which the reading process is killed. */
export const STALL_MS = 2_000;
/** The same by the clock, for a process that waits and for machines that do not tell processor time. */
export const STALL_CLOCK_MS = 8_000;
/** Time to load the reader, before it has seen a byte of the file. */
export const START_MS = 30_000;
/** Time for a whole file, however steadily it goes on. */
export const TOTAL_MS = 300_000;
/** The answer as JSON, and all attachments together. */
export const MOST_RESULT_BYTES = 24 * MEGABYTE;
export const MOST_ATTACHMENT_BYTES = 64 * MEGABYTE;

/** What an archive may hold. */
export const MOST_ENTRIES = 2_000;
export const MOST_UNPACKED_BYTES = 256 * MEGABYTE;
/** One part of XML, unpacked. */
export const MOST_PART_BYTES = 32 * MEGABYTE;
/** How often larger than packed an entry may be; small entries are free of it. */
export const MOST_RATIO = 150;
export const RATIO_FREE_BYTES = 2 * MEGABYTE;
/** Depth of nested elements in XML. */
export const MOST_DEPTH = 200;
/** Elements held in memory at a time. */
export const MOST_ELEMENTS = 250_000;
/** Pages of a PDF. */
export const MOST_PAGES = 5_000;
