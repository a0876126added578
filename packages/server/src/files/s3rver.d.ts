// What the tests use of s3rver, which brings no types of its own.
declare module "s3rver" {
  // eslint-disable-next-line no-restricted-syntax -- the package has this one export
  export default class S3rver {
    constructor(options: {
      readonly directory: string;
      readonly port: number;
      readonly address: string;
      readonly silent: boolean;
      readonly configureBuckets: readonly { readonly name: string; readonly configs: readonly string[] }[];
    });
    run(): Promise<{ readonly port: number }>;
    close(): Promise<void>;
  }
}
