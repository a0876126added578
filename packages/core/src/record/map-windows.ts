// The windows a map may have, in the console as in a record. Which of them a record draws follows from where its members are;
// each is drawn in an equal-area projection about its own middle, so that no state looks larger than it is beside its
// neighbours.

export interface MapWindow {
  readonly id: "europe" | "america" | "south-america" | "africa" | "east-asia" | "asia" | "oceania";
  /** Degrees turned so that the window's middle is the projection's centre. */
  readonly rotate: readonly [number, number];
  /** Points that must lie inside. */
  readonly corners: readonly (readonly [number, number])[];
  /** West, south, east, north: whose middle lies here belongs to this window. The first that holds it does. */
  readonly holds: readonly [number, number, number, number];
}

export const mapWindows: readonly MapWindow[] = [
  {
    id: "europe",
    rotate: [-14, -52],
    corners: [
      [-24.5, 64],
      [-10, 36.5],
      [35, 31],
      [46.5, 41],
      [41, 52],
      [26, 71],
    ],
    holds: [-26, 29, 48, 73],
  },
  {
    id: "america",
    rotate: [98, -52],
    corners: [
      [-160, 62],
      [-124, 33],
      [-80, 25],
      [-54, 47],
      [-88, 72],
    ],
    holds: [-170, 14, -50, 75],
  },
  {
    id: "south-america",
    rotate: [60, 22],
    corners: [
      [-81, -5],
      [-50, 9],
      [-35, -8],
      [-70, -55],
    ],
    holds: [-85, -57, -32, 13.9],
  },
  {
    id: "africa",
    rotate: [-18, -2],
    corners: [
      [-17, 15],
      [10, 36],
      [51, 11],
      [20, -35],
    ],
    holds: [-26, -36, 60, 29],
  },
  {
    id: "east-asia",
    rotate: [-134, -36],
    corners: [
      [122, 31],
      [129, 44],
      [146, 45],
      [140, 31],
    ],
    holds: [117, 20, 150, 50],
  },
  {
    id: "asia",
    rotate: [-92, -22],
    corners: [
      [62, 20],
      [70, 45],
      [117, 45],
      [128, -8],
    ],
    holds: [48, -9, 150, 60],
  },
  {
    id: "oceania",
    rotate: [-146, 28],
    corners: [
      [114, -22],
      [115, -35],
      [142, -10],
      [178, -37],
      [167, -47],
    ],
    holds: [110, -50, 180, -9],
  },
];

/** The window that `place` belongs to, its longitude and latitude in degrees; null when none shows it. */
export function findMapWindow([x, y]: readonly [number, number]): MapWindow | null {
  const holds = ({ holds: [west, south, east, north] }: MapWindow): boolean =>
    x >= west && x <= east && y >= south && y <= north;
  return mapWindows.find(holds) ?? null;
}
