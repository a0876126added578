/** Hands a file to the reader, byte for byte. */
export function saveBytes(name: string, type: string, bytes: string | Blob): void {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
