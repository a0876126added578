// A file that is not read. The reading process throws it; the node gives it out as a ServerError with the same code.
import type { ImportCode } from "../errors.ts";

export class ImportRefusal extends Error {
  readonly code: ImportCode;

  constructor(code: ImportCode, message: string) {
    super(message);
    this.name = "ImportRefusal";
    this.code = code;
  }
}
