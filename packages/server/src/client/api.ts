// Written by "npm run generate" from formats/openapi.json: what a node can be asked, and what it answers.
export interface paths {
  readonly "/api/cases": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The cases you may know of. */
    readonly get: operations["case.list"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** What the first screen of a case shows. */
    readonly get: operations["board.read"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/cuts/{id}.{form}": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** A cut, as the file that verifies or as the page that checks itself. */
    readonly get: operations["cut.read"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/documents/{name}/custody": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The originals of a document, and who had them. */
    readonly get: operations["document.custody"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/documents/{name}/diff/{from}/{to}": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** What changed between two versions of a document. */
    readonly get: operations["document.diff"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/documents/{name}/versions": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The versions of a document, oldest first. */
    readonly get: operations["document.versions"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/documents/{name}/versions/{version}/original": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The file a version was made from, byte for byte. */
    readonly get: operations["document.original"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/health": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Says that the node answers and its database with it. */
    readonly get: operations["node.health"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/ledger/checkpoint": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The latest checkpoint with its cosignatures, as a signed note. */
    readonly get: operations["ledger.checkpoint"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/ledger/tile/{*}": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** A tile of the ledger. */
    readonly get: operations["ledger.tile"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/records/{slug}/{*}": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** A file of a published record. */
    readonly get: operations["record.file"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/releases/{release}/notices": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Corrections, supersessions and recalls of a release, to whoever holds a cut of it. */
    readonly get: operations["notice.list"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/witness/{origin}/checkpoint": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The latest checkpoint of a ledger that this node cosigned. */
    readonly get: operations["witness.checkpoint"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/witness/add-checkpoint": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Asks this node to cosign a checkpoint of a ledger it watches. */
    readonly post: operations["witness.add-checkpoint"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
}
export interface components {
  schemas: {
    readonly Problem: {
      readonly code: string;
      readonly detail: string;
      readonly position?: {
        readonly column: number;
        readonly line: number;
      };
      readonly status: number;
      readonly title: string;
      readonly type: string;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export interface operations {
  readonly "case.list": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly cases: readonly {
              readonly exercise: boolean;
              readonly slug: string;
              readonly title: string;
            }[];
          };
        };
      };
    };
  };
  readonly "board.read": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly answerBy: string | null;
            readonly banner: {
              readonly colour: string;
              readonly ink: string;
              readonly text: string;
            };
            readonly clocks: readonly {
              readonly at: string | null;
              readonly days: number | null;
              readonly label: string;
              readonly name: string;
            }[];
            readonly curves: readonly {
              readonly current: boolean;
              readonly points: readonly {
                readonly day: number;
                readonly members: number;
                readonly persons: number;
              }[];
              readonly slug: string;
              readonly title: string;
            }[];
            readonly cuts: readonly {
              readonly banner: string;
              readonly bytes: number;
              readonly document: string;
              readonly documentTitle: string;
              readonly id: string;
              readonly json: string;
              readonly page: string;
              readonly recipient: string;
              readonly recipientName: string;
              readonly released: number;
              readonly sha256: string;
            }[];
            readonly documents: readonly {
              readonly banner: string;
              readonly classes: number;
              readonly id: string;
              readonly portions: number;
              readonly title: string;
            }[];
            readonly exercise: boolean;
            readonly funnel: readonly {
              readonly count: number;
              readonly stage: string;
            }[];
            readonly incident: {
              readonly attributedTo: string | null;
              readonly date: string;
              readonly place: string;
            };
            readonly kinds: readonly {
              readonly counted: boolean;
              readonly id: string;
              readonly many: string;
              readonly one: string;
            }[];
            readonly lead: {
              readonly id: string;
              readonly name: string;
            };
            readonly members: readonly {
              readonly acting: boolean;
              readonly alone: boolean;
              readonly answerBy: string | null;
              readonly evidence: {
                readonly at: string;
                readonly says: string;
                readonly seat: string | null;
                readonly what: string;
              } | null;
              readonly explain: string | null;
              readonly id: string;
              readonly kind: string;
              readonly measures: readonly {
                readonly announced: string | null;
                readonly count: number | null;
                readonly detail: string;
                readonly kind: string;
                readonly said: string;
              }[];
              readonly name: string;
              readonly pledged: string | null;
              readonly position: string;
              readonly questions: {
                readonly asked: number;
                readonly open: number;
              };
              readonly standing: string;
              readonly timeZone: string | null;
            }[];
            readonly now: string;
            readonly questions: {
              readonly answered: number;
              readonly asked: number;
              readonly open: readonly {
                readonly askedAt: string;
                readonly due: string;
                readonly late: boolean;
                readonly member: string;
                readonly place: string | null;
                readonly text: string;
              }[];
            };
            readonly reciprocal: {
              readonly actors: readonly string[];
              readonly asOf: string;
              readonly byTarget: {
                readonly [key: string]: number;
              };
              readonly persons: number | null;
              readonly ruleText: string;
              readonly said: string;
            };
            readonly record: {
              readonly files: number;
              readonly href: string;
              readonly publishedAt: string;
            } | null;
            readonly resolution: {
              readonly acting: number;
              readonly alone: number;
            } | null;
            readonly sentence: string;
            readonly slug: string;
            readonly tallies: readonly {
              readonly asOf: string;
              readonly byActor: {
                readonly [key: string]: number;
              };
              readonly conflicts: readonly {
                readonly actor: string;
                readonly id: string;
                readonly others: readonly {
                  readonly announced: string | null;
                  readonly confidence: string;
                  readonly count: number | null;
                  readonly sources: readonly string[];
                }[];
                readonly taken: {
                  readonly announced: string | null;
                  readonly confidence: string;
                  readonly count: number | null;
                  readonly sources: readonly string[];
                };
                readonly why: string;
              }[];
              readonly kind: string;
              readonly organisations: readonly string[];
              readonly persons: number | null;
              readonly rule: string;
              readonly ruleText: string;
              readonly said: string;
              readonly states: number;
            }[];
            readonly title: string;
            readonly tZero: {
              readonly done: {
                readonly asOf: string;
                readonly done: number;
                readonly nothing: number;
                readonly part: number;
                readonly reminders: readonly {
                  readonly member: string;
                  readonly text: string;
                }[];
                readonly rule: string;
                readonly widthDays: number | null;
              } | null;
              readonly dueAt: string;
              readonly dueBecause: string | null;
              readonly holdRule: string;
              readonly instant: string;
              readonly lateSeconds: number | null;
              readonly opened: string | null;
              readonly packages: number;
              readonly readiness: {
                readonly asked: number;
                readonly open: readonly {
                  readonly item: string;
                  readonly members: readonly string[];
                }[];
                readonly ready: number;
              };
              readonly state: string;
              readonly widthSeconds: number | null;
            } | null;
            readonly whoCanSeeSealed: string;
          };
        };
      };
    };
  };
  readonly "cut.read": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly form: "json" | "html";
        readonly id: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": unknown;
        };
      };
    };
  };
  readonly "document.custody": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly name: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly custody: readonly {
              readonly act: string;
              readonly at: string;
              readonly original: string | null;
              readonly seat: string;
              readonly version: number | null;
            }[];
            readonly originals: readonly {
              readonly id: string;
              readonly mediaType: string;
              readonly name: string;
              readonly receivedAt: string;
              readonly receivedBy: string;
              readonly sha256: string;
              readonly size: number;
            }[];
          };
        };
      };
    };
  };
  readonly "document.diff": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly from: string;
        readonly name: string;
        readonly to: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly from: number;
            readonly header: readonly {
              readonly after: string;
              readonly before: string;
              readonly field: string;
            }[];
            readonly portions: readonly {
              readonly after: {
                readonly banner: string | null;
                readonly kind: string;
                readonly number: string | null;
                readonly text: string;
              } | null;
              readonly aspects: readonly string[];
              readonly before: {
                readonly banner: string | null;
                readonly kind: string;
                readonly number: string | null;
                readonly text: string;
              } | null;
              readonly change: string;
              readonly id: string;
              readonly marking: string | null;
            }[];
            readonly to: number;
          };
        };
      };
    };
  };
  readonly "document.versions": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly name: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly versions: readonly {
              readonly banner: string;
              readonly digest: string;
              readonly draftedAt: string;
              readonly draftedBy: string;
              readonly title: string;
              readonly version: number;
            }[];
          };
        };
      };
    };
  };
  readonly "document.original": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly name: string;
        readonly version: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": unknown;
        };
      };
    };
  };
  readonly "node.health": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            /** @enum {string} */
            readonly status: "ready";
          };
        };
      };
    };
  };
  readonly "ledger.checkpoint": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": unknown;
        };
      };
    };
  };
  readonly "ledger.tile": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly "*": string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": unknown;
        };
      };
    };
  };
  readonly "record.file": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly "*": string;
        readonly slug: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": unknown;
        };
      };
    };
  };
  readonly "notice.list": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly release: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly notices: readonly string[];
          };
        };
      };
    };
  };
  readonly "witness.checkpoint": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly origin: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": unknown;
        };
      };
    };
  };
  readonly "witness.add-checkpoint": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": unknown;
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": unknown;
        };
      };
    };
  };
}
