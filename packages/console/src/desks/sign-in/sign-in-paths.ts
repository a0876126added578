// The addresses of coming in, which stand outside of every case.
export const signInPaths = [
  "/sign-in",
  "/sign-in/return",
  "/first-start",
  "/invitation",
  "/seat",
  "/seat/people",
] as const;

export type SignInPath = (typeof signInPaths)[number];

/** Whether the address is one of this desk. */
export function isSignInPath(path: string): path is SignInPath {
  return (signInPaths as readonly string[]).includes(path);
}
