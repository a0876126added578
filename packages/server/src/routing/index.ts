// routing: how a module says what it can be asked. Below all modules with routes, above access and storage.
import { Type } from "typebox";

export {
  defineCeremony,
  defineChange,
  defineDisclosure,
  defineFile,
  defineList,
  defineLongRead,
  defineRead,
} from "./route.ts";
export { defineSharedFile } from "./shared-file.ts";
export type { Answered, CeremonyAnswer, Cursors, Disclosed, InCase, Live, Route } from "./route.ts";
export { FileForm, fileForms, LevelsSchema, sharedSchemas } from "./shared.ts";
export { cutPage, readLimit } from "./page.ts";
export type { NodeServices } from "./node-services.ts";
export type { FileAnswer } from "./file-answer.ts";
export { readClientKey } from "./client-certificate.ts";
export type { Connection } from "./client-certificate.ts";
export { speakOn } from "./speak-on.ts";
export { byBareToken, byTokenOrPassword } from "./surface.ts";
export type { Identify, Presented, ReadCredential, Refusal, Surface } from "./surface.ts";

/** Nothing may come here. */
export const Nothing = Type.Object({}, { additionalProperties: false });
/** No body, or an empty one. */
export const NoBody = Type.Union([Type.Null(), Type.Undefined()]);
/** The case that the path names, by its slug. */
export const CaseParams = Type.Object(
  { case: Type.String({ maxLength: 200 }) },
  { additionalProperties: false },
);
/** A body as it came, which the module reads strictly. */
export const Bytes = Type.Unsafe<Uint8Array>(Type.String());
