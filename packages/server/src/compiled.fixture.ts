// What a program that a test starts is given beside its own settings: where Node keeps what it has compiled. Most of a start
// is compiling the same files again, and tests start some hundreds of programs.

/** For the environment of a child; empty where nobody named a folder. */
export const compiledOnce: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(process.env).flatMap(([name, value]) =>
    name === "NODE_COMPILE_CACHE" && value !== undefined ? [[name, value] as const] : [],
  ),
);
