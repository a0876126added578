// The parts of a desk, each at an address of its own.
import { Link } from "wouter";

export interface DeskNavProps {
  readonly label: string;
  readonly parts: readonly {
    readonly href: string;
    readonly text: string;
    readonly current: boolean;
    /** How many wait there; null where nothing is counted. */
    readonly count: number | null;
  }[];
}

export function DeskNav({ label, parts }: DeskNavProps) {
  return (
    <nav className="desk-nav" aria-label={label}>
      <ul>
        {parts.map(({ href, text, current, count }) => (
          <li key={href}>
            <Link href={href} aria-current={current ? "page" : undefined}>
              {text}
              {count !== null && count > 0 && <span className="desk-nav-count">{count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
