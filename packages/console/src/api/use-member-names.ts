// How members are called on the node's own desks, where no case's community names them: in the reader's language, by their codes.
import { useCallback } from "react";
import { useLanguage } from "../words/locale.tsx";
import { nameOfCode } from "../words/names.ts";

export function useMemberNames(): (id: string) => string {
  const { locale } = useLanguage();
  return useCallback((id) => nameOfCode(locale, id), [locale]);
}
