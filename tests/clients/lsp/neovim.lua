-- Neovim without a window: a file is opened and judged, one correction is made, then all safe ones, and the buffer is
-- what the command line writes. The settings are those of docs/editors.md. Run by `cargo xtask clients`, which names the
-- binary in SUNTING.

local sunting = assert(vim.env.SUNTING, "SUNTING names the binary")
local folder = vim.fn.tempname()
vim.fn.mkdir(folder, "p")
local text = {
  "😀 Petugas itu menggenagi kolam di taman kota , lalu pulang.",
  "Mereka tinggal dirumah sendiri.",
}

local function wait(what, is_there)
  assert(vim.wait(60000, is_there, 20), "waited in vain for " .. what)
end

local function written(name)
  local path = folder .. "/" .. name
  vim.fn.writefile(text, path)
  return path
end

local function check(args)
  return vim.system(vim.list_extend({ sunting, "check" }, args), { cwd = folder, text = true }):wait()
end

-- The part of docs/editors.md.
vim.lsp.config("sunting", {
  cmd = { sunting, "lsp" },
  filetypes = { "text", "markdown", "html" },
  root_markers = { "sunting.toml", ".git" },
  settings = { sunting = { severity = "warning", language = "id" } },
})
vim.lsp.enable("sunting")

local path = written("a.txt")
vim.fn.writefile({ "" }, folder .. "/sunting.toml")
vim.cmd.edit(path)
vim.bo.filetype = "text"
local buffer = vim.api.nvim_get_current_buf()
wait("the server", function()
  return #vim.lsp.get_clients({ bufnr = buffer, name = "sunting" }) == 1
end)
wait("findings", function()
  return #vim.diagnostic.get(buffer) > 0
end)

local found = vim.diagnostic.get(buffer)
local told = check({ "--format", "short", "--min-severity", "warning", "--lang", "id", "a.txt" })
local lines = vim.tbl_filter(function(line)
  return vim.startswith(line, "a.txt:")
end, vim.split(told.stdout, "\n"))
assert(#found == #lines, ("%d findings in the editor, %d on the command line"):format(#found, #lines))
local typo
for _, it in ipairs(found) do
  assert(it.source == "sunting", it.source)
  if it.code == "spelling/misspelt" then
    typo = it
  end
end
assert(typo, "the misspelt word is found")
local word = vim.api.nvim_buf_get_text(buffer, typo.lnum, typo.col, typo.end_lnum, typo.end_col, {})[1]
assert(word == "menggenagi", "the word is " .. word)

-- One correction, the preferred one.
vim.api.nvim_win_set_cursor(0, { typo.lnum + 1, typo.col })
vim.lsp.buf.code_action({
  apply = true,
  filter = function(action)
    return action.isPreferred == true
  end,
})
wait("the correction", function()
  return vim.api.nvim_buf_get_lines(buffer, 0, 1, true)[1]:find("menggenangi kolam", 1, true) ~= nil
end)
wait("the finding to go", function()
  return vim.iter(vim.diagnostic.get(buffer)):all(function(it)
    return it.code ~= "spelling/misspelt"
  end)
end)

-- All safe ones: the same as on the command line.
local fixed = written("b.txt")
vim.cmd("edit!")
wait("findings again", function()
  return #vim.diagnostic.get(buffer) == #found
end)
vim.lsp.buf.code_action({ apply = true, context = { only = { "source.fixAll" }, diagnostics = {} } })
check({ "--fix", "b.txt" })
local expected = vim.fn.readfile(fixed)
assert(not vim.deep_equal(expected, text), "the command line has corrected something")
wait("the corrections", function()
  return vim.deep_equal(vim.api.nvim_buf_get_lines(buffer, 0, -1, true), expected)
end)

-- The explanation.
local answers = vim.lsp.buf_request_sync(buffer, "textDocument/hover", {
  textDocument = { uri = vim.uri_from_bufnr(buffer) },
  position = { line = 0, character = typo.col },
}, 60000)
assert(answers, "an answer")
local _, answer = next(answers)
assert(answer.err == nil and answer.result and answer.result.contents.value:find("Sumber: ", 1, true), vim.inspect(answer))

for _, client in ipairs(vim.lsp.get_clients({ name = "sunting" })) do
  client:stop()
end
wait("the server to go", function()
  return #vim.lsp.get_clients({ name = "sunting" }) == 0
end)
vim.fn.delete(folder, "rf")
print("neovim " .. tostring(vim.version()) .. ": ok\n")
