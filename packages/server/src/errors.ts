// The server's errors. Like the core's they are data: a closed code, a message that says what to do next and who can do it.

/** Why a file is not imported. Nothing of it was taken. */
export type ImportCode =
  | "IMPORT_FORM_UNKNOWN"
  | "IMPORT_TYPE_MISMATCH"
  | "IMPORT_ENCODING"
  | "IMPORT_TOO_LARGE"
  | "IMPORT_TOO_DEEP"
  | "IMPORT_BOMB"
  | "IMPORT_UNSAFE_NAME"
  | "IMPORT_ENTITIES"
  | "IMPORT_ENCRYPTED"
  | "IMPORT_DAMAGED"
  | "IMPORT_TIMEOUT"
  | "IMPORT_MEMORY"
  | "IMPORT_CRASHED"
  | "IMPORT_CANCELLED";

export type ServerCode =
  | ImportCode
  | "START_NO_RUNTIME"
  | "START_NODE_OLD"
  | "START_INSTALL_FAILED"
  | "START_BUILD_FAILED"
  | "START_PORT_BUSY"
  | "START_DATA_UNWRITABLE"
  | "START_DATA_FOREIGN"
  | "START_DATA_IN_USE"
  | "START_DATA_OTHER_KIND"
  | "START_DISK_FULL"
  | "START_DATABASE_FAILED"
  | "START_OPTION_INVALID"
  | "DATABASE_TOO_OLD"
  | "DATABASE_UNREACHABLE"
  | "DATABASE_ROLE_UNFIT"
  | "DATABASE_BUSY"
  | "DATABASE_OUTCOME_UNKNOWN"
  | "DATABASE_OF_ANOTHER_NODE"
  | "DATABASE_EMPTY"
  | "NODE_STOPPED"
  | "SCHEMA_NEWER"
  | "SCHEMA_OLDER"
  | "SCHEMA_CHANGED"
  | "LEDGER_EMPTY"
  | "LEDGER_DAMAGED"
  | "LEDGER_ROLLED_BACK"
  | "LEDGER_POLICY_MISSING"
  | "LEDGER_POLICY_FOREIGN"
  | "WITNESS_URL_INVALID"
  | "WITNESS_UNREACHABLE"
  | "WITNESS_REFUSED"
  | "WITNESS_ANSWER_INVALID"
  | "WITNESS_LOG_KNOWN"
  | "SCENARIO_INVALID"
  | "STEP_FAILED"
  | "SEALED_UNREADABLE"
  | "SIGN_IN_REFUSED"
  | "NOT_FOUND"
  | "FORBIDDEN"
  | "SIGN_IN_NEEDED"
  | "SIGN_IN_SETTINGS_INVALID"
  | "PROVIDER_AWAY"
  | "PASSKEY_NEEDED"
  | "STEP_UP_NEEDED"
  | "STEP_UP_REFUSED"
  | "REQUEST_INVALID"
  | "OUT_NOT_EMPTY"
  | "FILE_UNREADABLE"
  | "PICTURE_MISSING"
  | "PICTURE_INVALID"
  | "FONT_INVALID"
  | "RENDERING_GLYPH_MISSING"
  | "RENDERING_TOO_LONG"
  | "SCAN_TOO_LARGE"
  | "SCAN_TIMEOUT"
  | "SCAN_UNREADABLE"
  | "INTERNAL";

export class ServerError extends Error {
  readonly code: ServerCode;

  constructor(code: ServerCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.name = "ServerError";
  }
}
