/** What is used here of the package `smartcard`, which compiles while it is installed and so is none of our own. */
declare module 'smartcard' {
  export class Context {
    listReaders(): readonly { readonly name: string }[];
    close(): void;
  }
}
