// Which program is started for which documents. Knows nothing of the editor, so that it can be tried without one.

import type { LanguageClientOptions, ServerOptions } from "vscode-languageclient/node";

/** The name of our settings, and of the program. */
export const SECTION = "sunting";

/** The kinds of documents that are drafts. */
export const LANGUAGES = ["plaintext", "markdown", "html"];

/** The program that the setting names, else the one on the PATH. */
export function program(setting: string | undefined): string {
  const path = setting?.trim();
  return path ? path : SECTION;
}

/** How the server is started; it speaks on standard input and output. */
export function serverOptions(path: string): ServerOptions {
  return { command: path, args: ["lsp"] };
}

/** What the client hands to the server: drafts, saved or not. Settings are asked for by the server itself. */
export function clientOptions(): LanguageClientOptions {
  const schemes = ["file", "untitled"];
  return {
    documentSelector: LANGUAGES.flatMap((language) => schemes.map((scheme) => ({ scheme, language }))),
    diagnosticCollectionName: SECTION,
  };
}
