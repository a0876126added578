// What is used of autocannon, which has no types of its own.
declare module "autocannon" {
  interface Options {
    readonly url: string;
    readonly connections: number;
    /** Seconds. */
    readonly duration: number;
    readonly workers?: number;
    readonly method?: "GET" | "POST";
    readonly headers?: Readonly<Record<string, string>>;
    /** Sent in turn on each connection. */
    readonly requests?: readonly Request[];
  }
  interface Request {
    readonly method?: "GET";
    readonly path?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    /** Asked before each of its requests. */
    readonly setupRequest?: (request: Request) => Request;
  }
  interface Result {
    readonly "2xx": number;
    readonly non2xx: number;
    readonly errors: number;
    readonly duration: number;
    readonly throughput: { readonly total: number };
  }
  const autocannon: (options: Options) => Promise<Result>;
  // eslint-disable-next-line no-restricted-syntax -- it is made so
  export default autocannon;
}
