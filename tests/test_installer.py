"""The installer for Windows: no PowerShell runs here, so what 5.1 would stumble over is read out of the script."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.tools import need

SCRIPT = (Path(__file__).parents[1] / "docs" / "drift" / "Installer-Ringbind.ps1").read_bytes()
TYPED = "“”„‟‘’‚‛–—―"  # PowerShell reads these as quotes and dashes of its own

# The parameters we use, each in Windows PowerShell 5.1 (learn.microsoft.com, powershell-5.1)
CMDLETS = {
    "Convert-Path": {"-LiteralPath"},
    "Get-ChildItem": {"-LiteralPath", "-Filter"},
    "Get-Command": {"-Name", "-CommandType", "-All", "-ErrorAction"},
    "Join-Path": set(),
    "New-Item": {"-ItemType", "-Force", "-Path"},
    "Out-Host": set(),
    "Select-Object": {"-First", "-Last"},
    "Sort-Object": {"-Property"},
    "Split-Path": {"-Path"},
    "Test-Path": {"-LiteralPath"},
    "Write-Host": set(),
    "Write-Warning": set(),
}
GLOBBING = {
    "Convert-Path",
    "Get-ChildItem",
    "Test-Path",
}  # a folder called ringbind[1] is found only when taken literally
PIP = {"--quiet", "--no-cache-dir"}


def nodes(script: bytes):
    """Every node of the script's tree, by the grammar of tree-sitter-powershell."""
    tree_sitter = pytest.importorskip("tree_sitter")
    grammar = pytest.importorskip("tree_sitter_powershell")
    ahead = [tree_sitter.Parser(tree_sitter.Language(grammar.language())).parse(script).root_node]
    while ahead:
        node = ahead.pop()
        yield node
        ahead += node.children


def faults(script: bytes) -> list[str]:
    """What is broken, known only to PowerShell 7, or forbidden where policy locks the language (methods of .NET)."""
    unknown = {"ERROR", "pipeline_chain_tail", "invokation_expression"}
    return [node.type for node in nodes(script) if node.is_missing or node.type in unknown]


def commands():
    """Each call in the script as its name and what stands after it."""
    for node in nodes(SCRIPT):
        if node.type == "command" and node.children[0].type == "command_name":
            yield node.children[0].text.decode(), node.text.decode().split(maxsplit=1)[1:]


def words(pattern: str) -> set[str]:
    return set(re.findall(pattern, SCRIPT.decode("utf-8-sig").split("#>")[1]))


def test_its_danish_is_read_as_utf_8():
    assert SCRIPT.startswith(b"\xef\xbb\xbf")  # without the mark 5.1 reads it as Windows-1252
    assert "Færdig" in SCRIPT.decode("utf-8-sig")


def test_no_typed_quote_or_dash_stands_in_it():
    assert not set(TYPED) & set(SCRIPT.decode("utf-8-sig"))


def test_it_is_whole_and_in_the_language_of_5_1():
    assert faults(SCRIPT) == []


@pytest.mark.parametrize(
    "script", [b"if ($a) {", b"$a = $b ? 1 : 2", b"$a = $b ?? 1", b"uv venv && uv pip", b"[IO.Path]::GetFullPath('.')"]
)
def test_a_fault_would_be_seen(script):
    assert faults(script + b"\n")


def test_each_cmdlet_and_parameter_is_in_5_1():
    ours = words(r"function (\S+)")
    for name, rest in commands():
        said = " ".join(rest)
        own = re.sub(r"\(.*\)|'[^']*'|\"[^\"]*\"", "", said)
        assert name in ours or set(re.findall(r"(?<!\S)-[A-Z]\w+", own)) <= CMDLETS[name], said
        assert name not in GLOBBING or said.startswith("-LiteralPath "), said


def test_programs_start_in_one_place_where_their_stderr_is_no_error():
    text = SCRIPT.decode("utf-8-sig")
    assert [node.type for node in nodes(SCRIPT)].count("command_invokation_operator") == 1
    calm, start = text.index("$ErrorActionPreference = 'Continue'"), text.index("& $Program")
    assert calm < text.index("$global:LASTEXITCODE = -1") < start


@pytest.mark.bench
def test_uv_knows_every_option_and_setting():
    helps = [[], ["venv"], ["pip", "install"], ["python", "install"]]
    told = "".join(
        subprocess.run([need("uv"), *words, "--help"], capture_output=True, text=True, check=True).stdout
        for words in helps
    )
    options = words(r"'(--[\w-]+)'") - PIP
    settings = words(r"\$env:(UV_\w+)") - {"UV_NATIVE_TLS"}  # older versions know only that
    assert len(options) > 5
    assert {word for word in options | settings if word not in told} == set()
