"""The language server through pytest-lsp: a client that checks capabilities and reads every message by the types of the
specification. `SUNTING` names the binary; `cargo xtask clients` sets it."""

import asyncio
import os
import subprocess
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

SUNTING = os.environ["SUNTING"]
TEXT = "😀 Petugas itu menggenagi kolam di taman kota , lalu pulang.\nMereka tinggal dirumah sendiri.\n"


def command_line(folder: Path, *args: str) -> str:
    """What the command line writes about a folder."""
    ran = subprocess.run([SUNTING, "check", *args], cwd=folder, capture_output=True, encoding="utf-8", check=False)
    return ran.stdout


@pytest_lsp.fixture(
    params=["visual-studio-code", "neovim", "emacs"],
    config=ClientServerConfig(server_command=[SUNTING, "lsp"], server_env={**os.environ, "LC_ALL": "C.UTF-8"}),
)
async def client(request: pytest.FixtureRequest, lsp_client: LanguageClient, tmp_path_factory: pytest.TempPathFactory):
    """A client that can what an editor of that name can, with a folder of its own."""
    folder = tmp_path_factory.mktemp("desk")
    lsp_client.folder = folder
    lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda _: None)
    lsp_client.set_configuration({"sunting": {"severity": "warning", "language": "en"}})
    lsp_client.answer = await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities(request.param),
            workspace_folders=[types.WorkspaceFolder(uri=folder.as_uri(), name="desk")],
        )
    )
    yield
    await lsp_client.shutdown_session()


async def found(client: LanguageClient, uri: str, version: int) -> list[types.Diagnostic]:
    """The findings of a document, asked for where they can be asked for."""
    if client.answer.capabilities.diagnostic_provider is not None:
        params = types.DocumentDiagnosticParams(text_document=types.TextDocumentIdentifier(uri=uri))
        report = await client.text_document_diagnostic_async(params)
        return list(report.items)
    while True:
        await asyncio.wait_for(client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS), timeout=60)
        if uri in client.diagnostics:
            return list(client.diagnostics[uri])


def opened(client: LanguageClient, name: str, text: str, language: str = "plaintext") -> str:
    path = client.folder / name
    path.write_text(text, encoding="utf-8")
    item = types.TextDocumentItem(uri=path.as_uri(), language_id=language, version=1, text=text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))
    return item.uri


def rules(found: list[types.Diagnostic]) -> list[str]:
    return [str(diagnostic.code) for diagnostic in found]


async def actions(client: LanguageClient, uri: str, place: types.Range, only: list[str] | None = None):
    params = types.CodeActionParams(
        text_document=types.TextDocumentIdentifier(uri=uri),
        range=place,
        context=types.CodeActionContext(diagnostics=[], only=only),
    )
    return await client.text_document_code_action_async(params)


def mended(text: str, action: types.CodeAction, encoding: str) -> str:
    """The text with the edits of an action made."""
    lines = text.splitlines(keepends=True)
    width = {"utf-8": lambda c: len(c.encode()), "utf-16": lambda c: len(c.encode("utf-16-le")) // 2, "utf-32": len}

    def offset(position: types.Position) -> int:
        at, units = 0, 0
        line = lines[position.line] if position.line < len(lines) else ""
        while units < position.character:
            units += width[encoding](line[at])
            at += 1
        return sum(map(len, lines[: position.line])) + at

    [change] = action.edit.document_changes or [None]
    edits = change.edits if change else next(iter(action.edit.changes.values()))
    for edit in sorted(edits, key=lambda edit: offset(edit.range.start), reverse=True):
        text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
    return text


async def test_findings_are_told_and_follow_changes(client: LanguageClient):
    uri = opened(client, "a.txt", TEXT)
    first = await found(client, uri, 1)
    # The command line shows people the same findings, and machines all.
    lines = command_line(client.folder, "--min-severity", "warning", "--format", "short", "a.txt").splitlines()
    assert len(first) == sum(line.startswith("a.txt:") for line in lines)
    assert "spelling/misspelt" in rules(first)
    assert all(diagnostic.source == "sunting" and diagnostic.code_description for diagnostic in first)
    line = types.Position(line=0, character=0)
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            text_document=types.VersionedTextDocumentIdentifier(uri=uri, version=2),
            content_changes=[
                types.TextDocumentContentChangePartial(
                    range=types.Range(start=line, end=types.Position(line=1, character=0)), text=""
                )
            ],
        )
    )
    assert "spelling/misspelt" not in rules(await found(client, uri, 2))


async def test_corrections_are_those_of_the_command_line(client: LanguageClient):
    uri = opened(client, "b.txt", TEXT)
    await found(client, uri, 1)
    encoding = client.answer.capabilities.position_encoding or "utf-16"
    everything = types.Range(start=types.Position(0, 0), end=types.Position(0, 0))
    [action] = await actions(client, uri, everything, ["source.fixAll"])
    command_line(client.folder, "--fix", "b.txt")
    assert mended(TEXT, action, encoding) == (client.folder / "b.txt").read_text(encoding="utf-8")


async def test_hover_explains(client: LanguageClient):
    uri = opened(client, "c.txt", TEXT)
    [typo] = [it for it in await found(client, uri, 1) if it.code == "spelling/misspelt"]
    here = types.HoverParams(text_document=types.TextDocumentIdentifier(uri=uri), position=typo.range.start)
    hover = await client.text_document_hover_async(here)
    assert "Source: " in hover.contents.value or "source: " in hover.contents.value
    assert hover.range == typo.range
    nowhere = types.HoverParams(here.text_document, types.Position(line=2**31 - 1, character=2**31 - 1))
    assert await client.text_document_hover_async(nowhere) is None


async def test_a_word_is_added(client: LanguageClient):
    uri = opened(client, "d.txt", TEXT)
    [typo] = [it for it in await found(client, uri, 1) if it.code == "spelling/misspelt"]
    # lsprotocol reads an action that holds a command as if it were one, and loses its parts; the title is left.
    titles = [action.title for action in await actions(client, uri, typo.range)]
    assert any("menggenagi" in title and "vocabulary" in title for title in titles), titles
    add = types.ExecuteCommandParams(command="sunting.addToVocabulary", arguments=[uri, "menggenagi"])
    await client.workspace_execute_command_async(add)
    assert "spelling/misspelt" not in rules(await found(client, uri, 1))
    assert "menggenagi" in (client.folder / "sunting.toml").read_text(encoding="utf-8")


async def test_wrong_requests_are_refused(client: LanguageClient):
    unknown = types.HoverParams(types.TextDocumentIdentifier(uri="file:///tidak/ada.txt"), types.Position(0, 0))
    with pytest.raises(JsonRpcException):
        await client.text_document_hover_async(unknown)
    with pytest.raises(JsonRpcException):
        await client.workspace_execute_command_async(types.ExecuteCommandParams(command="tidak.ada"))
    uri = opened(client, "e.txt", TEXT)
    assert await found(client, uri, 1)
