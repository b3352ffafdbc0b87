// The server through the library that the editor's client is made of: the same messages, read by the same types.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const require = createRequire(createRequire(import.meta.url).resolve("vscode-languageclient"));
const lsp = require("vscode-languageserver-protocol/node");
const program = process.env.SUNTING ?? fileURLToPath(new URL("../../../target/release/sunting", import.meta.url));

test("a draft is opened, judged, explained, corrected and closed", { timeout: 120_000 }, async (context) => {
  const folder = mkdtempSync(join(tmpdir(), "sunting-vscode-"));
  const server = spawn(program, ["lsp"], { cwd: folder, env: { ...process.env, LC_ALL: "id_ID.UTF-8" } });
  const ended = new Promise((resolve) => server.on("exit", resolve));
  context.after(() => {
    server.kill();
    rmSync(folder, { recursive: true });
  });
  const connection = lsp.createProtocolConnection(
    new lsp.StreamMessageReader(server.stdout),
    new lsp.StreamMessageWriter(server.stdin),
  );
  connection.onRequest(lsp.ConfigurationRequest.type, () => [{ severity: "info" }]);
  connection.onRequest(lsp.RegistrationRequest.type, () => {});
  connection.onRequest(lsp.DiagnosticRefreshRequest.type, () => {});
  connection.listen();
  const answer = await connection.sendRequest(lsp.InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "redaksi" }],
    capabilities: {
      general: { positionEncodings: ["utf-16"] },
      workspace: {
        configuration: true,
        workspaceEdit: { documentChanges: true },
        didChangeConfiguration: { dynamicRegistration: true },
        didChangeWatchedFiles: { dynamicRegistration: true },
        diagnostics: { refreshSupport: true },
      },
      textDocument: {
        diagnostic: { dynamicRegistration: true, relatedDocumentSupport: false },
        hover: { contentFormat: ["markdown"] },
        codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "source.fixAll"] } } },
      },
    },
  });
  assert.equal(answer.capabilities.positionEncoding, "utf-16");
  assert.deepEqual(answer.capabilities.workspace.textDocumentContent.schemes, ["sunting"]);
  await connection.sendNotification(lsp.InitializedNotification.type, {});
  const uri = pathToFileURL(join(folder, "naskah.txt")).href;
  const text = "😀 Petugas itu menggenagi kolam di taman kota , lalu pulang.\n";
  await connection.sendNotification(lsp.DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: "plaintext", version: 1, text },
  });
  const textDocument = { uri };
  const report = await connection.sendRequest(lsp.DocumentDiagnosticRequest.type, { textDocument });
  const [typo] = report.items;
  assert.equal(typo.code, "spelling/misspelt");
  assert.deepEqual(typo.range, { start: { line: 0, character: 15 }, end: { line: 0, character: 25 } });
  const hover = await connection.sendRequest(lsp.HoverRequest.type, { textDocument, position: typo.range.start });
  assert.match(hover.contents.value, /Sumber: /);
  const page = await connection.sendRequest(lsp.TextDocumentContentRequest.type, { uri: typo.codeDescription.href });
  assert.match(page.text, /spelling\/misspelt/);
  const actions = await connection.sendRequest(lsp.CodeActionRequest.type, {
    textDocument,
    range: typo.range,
    context: { diagnostics: [typo] },
  });
  const [edit] = actions.find((action) => action.isPreferred).edit.documentChanges[0].edits;
  const { TextDocument } = require("vscode-languageserver-textdocument");
  const document = TextDocument.create(uri, "plaintext", 1, text);
  assert.match(TextDocument.applyEdits(document, [edit]), /menggenangi kolam/);
  const kinds = actions.map((action) => action.kind);
  assert.ok(kinds.includes("source.fixAll.sunting"), kinds.join());
  await connection.sendNotification(lsp.DidCloseTextDocumentNotification.type, { textDocument });
  await connection.sendRequest(lsp.ShutdownRequest.type);
  await connection.sendNotification(lsp.ExitNotification.type);
  assert.equal(await ended, 0);
  connection.dispose();
});
