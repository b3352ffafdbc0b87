// Starts `sunting lsp` for drafts in Visual Studio Code. All that is found, explained and corrected comes from there;
// this file only says which program to start, for which documents, and when to start it anew.

import { commands, ExtensionContext, l10n, window, workspace } from "vscode";
import { LanguageClient } from "vscode-languageclient/node";
import { clientOptions, program, SECTION, serverOptions } from "./options";

let client: LanguageClient | undefined;

async function start(): Promise<void> {
  const path = program(workspace.getConfiguration(SECTION).get<string>("path"));
  client = new LanguageClient(SECTION, SECTION, serverOptions(path), clientOptions());
  try {
    await client.start();
  } catch {
    const told = l10n.t("“{0}” cannot be started. Set sunting.path to the program, or put it on the PATH.", path);
    void window.showErrorMessage(told);
  }
}

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  await running?.stop().catch(() => undefined);
}

export async function activate(context: ExtensionContext): Promise<void> {
  const restart = async (): Promise<void> => {
    await stop();
    await start();
  };
  context.subscriptions.push(
    commands.registerCommand("sunting.restart", restart),
    workspace.onDidChangeConfiguration((event) => {
      // The other settings are told to the running server.
      if (event.affectsConfiguration("sunting.path")) {
        void restart();
      }
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await stop();
}
