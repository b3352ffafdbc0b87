"""language_tool_python with a remote server: the findings and corrections arrive at their places, emoji before them."""

import language_tool_python

from common import Server

TEXT = "😀 Ia tinggal dirumah, lalu pergi ke apotik. 🎉 Di sana ia membeli obat."


def main():
    with Server("--no-config", "--lang", "en") as server:
        tool = language_tool_python.LanguageTool("id-ID", remote_server=server.url)
        found = tool.check(TEXT)
        words = [TEXT[match.offset : match.offset + match.error_length] for match in found]
        assert words == ["dirumah", "apotik"], words
        assert [match.replacements[0] for match in found] == ["di rumah", "apotek"], found
        assert found[0].category == "TYPOS" and found[0].rule_issue_type == "misspelling", found[0]
        corrected = tool.correct(TEXT)
        assert corrected == TEXT.replace("dirumah", "di rumah").replace("apotik", "apotek"), corrected
        tool.disabled_rules.add("EYD_NONSTANDARD_WORD")
        assert len(tool.check(TEXT)) == 1
        tool.close()
    print("  language_tool_python: 2 findings at their places, both corrected")


if __name__ == "__main__":
    main()
