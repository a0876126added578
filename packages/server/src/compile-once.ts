// What this program was compiled to is kept beside its libraries, so that a start does not compile all of it again. Whoever may
// write there may change the program itself; where the node may not, it starts as it would without.
import { enableCompileCache } from "node:module";
import { join } from "node:path";

enableCompileCache(join(import.meta.dirname, "../../../node_modules/.cache/entente"));
