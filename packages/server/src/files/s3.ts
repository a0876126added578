// Files in an S3-compatible store. What arrives there is encrypted already; the store sees random names and lengths.
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { ServerError } from "../errors.ts";
import type { BlobName, BlobStore } from "./blob-store.ts";

export interface S3Place {
  /** `https://objects.gov.example`. */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export function keepInS3({ endpoint, region, bucket, accessKeyId, secretAccessKey }: S3Place): BlobStore {
  const client = new S3Client({
    ...{ endpoint, region, forcePathStyle: true, maxAttempts: 3 },
    credentials: { accessKeyId, secretAccessKey },
    // Stores that are not Amazon's do not all know its newer checksums; the bytes are authenticated by their encryption.
    ...{ requestChecksumCalculation: "WHEN_REQUIRED", responseChecksumValidation: "WHEN_REQUIRED" },
  });
  const send = async <T>(what: string, sent: Promise<T>): Promise<T> => {
    try {
      return await sent;
    } catch (cause) {
      if (cause instanceof NoSuchKey) throw cause;
      throw new ServerError(
        "FILE_UNWRITTEN",
        `The store of files at ${endpoint} did not ${what} (${cause instanceof Error ? cause.name : "no reason given"}), and nothing that needs it was changed. Whoever runs this node looks at the store; then do it again.`,
        { cause },
      );
    }
  };
  return {
    write: async (name, bytes) => {
      await send(
        "keep a file",
        client.send(new PutObjectCommand({ Bucket: bucket, Key: name, Body: bytes })),
      );
    },
    read: async (name) => {
      try {
        const { Body } = await send(
          "give a file",
          client.send(new GetObjectCommand({ Bucket: bucket, Key: name })),
        );
        return Body === undefined ? null : await Body.transformToByteArray();
      } catch (error) {
        if (error instanceof NoSuchKey) return null;
        throw error;
      }
    },
    remove: async (name) => {
      await send("remove a file", client.send(new DeleteObjectCommand({ Bucket: bucket, Key: name })));
    },
    list: async function* () {
      let token: string | undefined;
      do {
        const page = await send(
          "list its files",
          client.send(
            new ListObjectsV2Command({
              Bucket: bucket,
              ...(token === undefined ? {} : { ContinuationToken: token }),
            }),
          ),
        );
        for (const { Key, LastModified } of page.Contents ?? [])
          if (Key?.includes("/") === true)
            yield { name: Key as BlobName, writtenMs: LastModified?.getTime() ?? 0 };
        token = page.NextContinuationToken;
      } while (token !== undefined);
    },
    close: () => client.destroy(),
  };
}
