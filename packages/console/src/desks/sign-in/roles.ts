// What a role is called.
import { useCallback } from "react";
import { useWords } from "../../words/locale.tsx";
import { seatWords } from "./seat-words.ts";

export const roles = [
  "drafter",
  "release-authority",
  "desk",
  "publisher",
  "auditor",
  "administrator",
] as const;

export function useRoles(): (role: string) => string {
  const say = useWords(seatWords);
  return useCallback(
    (role) => {
      const known = roles.find((one) => one === role);
      return known === undefined ? say("role.other", { role }) : say(`role.${known}`);
    },
    [say],
  );
}
