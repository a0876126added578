// Rows of approaches: who was gone to with what, and what is said on either side. All of them under row security.
import type { Instant } from "@entente/core/encoding";

export interface ApproachTables {
  approach: {
    id: string;
    case_id: string;
    member: string;
    ask: string;
    answer_by: Instant;
    opened_at: Instant;
    opened_by: string | null;
    delivered_at: Instant | null;
    delivered_by: string | null;
  };
  approach_document: { approach_id: string; document_id: string; ordinal: number };
  question: {
    id: string;
    approach_id: string;
    text: string;
    asked_by: string;
    asked_at: Instant;
    due: Instant;
    cut_id: string | null;
    cut_sha256: string | null;
    place: string | null;
    place_where: string | null;
    told: string | null;
  };
  question_answer: {
    question_id: string;
    outcome: "answered" | "unsealed" | "refused";
    text: string;
    unsealing_id: string | null;
    answered_by: string;
    answered_at: Instant;
  };
  position: {
    approach_id: string;
    ordinal: number;
    position: string;
    statement: string;
    taken_by: string;
    taken_at: Instant;
    told: string | null;
  };
  company_told: {
    approach_id: string;
    ordinal: number;
    lowest: number;
    highest: number;
    most: number;
    told_by: string;
    told_at: Instant;
  };
}
