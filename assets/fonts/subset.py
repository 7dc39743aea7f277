#!/usr/bin/env python3
"""Make NotoSansSC-Regular.ttf and NotoSansSC-Bold.ttf, which lie beside this file.

Takes the two full fonts from an npm package, keeps only the characters the
program needs, and checks the result. The same inputs give the same bytes.

Usage: python3 subset.py     (from any directory; needs python3 and npm)
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TABLE = HERE / "tongyong-guifan.txt"
NAMES = HERE / "places-and-names.txt"

# Everything the output depends on is pinned: another fontTools may lay the
# tables out differently, another package may hold another version of the font.
FONTTOOLS = "4.68.0"
NPM_PACKAGE = "@expo-google-fonts/noto-sans-sc"
NPM_VERSION = "0.4.3"
FONTS = {
    "NotoSansSC-Regular.ttf": (
        "package/400Regular/NotoSansSC_400Regular.ttf",
        "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
    ),
    "NotoSansSC-Bold.ttf": (
        "package/700Bold/NotoSansSC_700Bold.ttf",
        "9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96",
    ),
}
LICENCE = (
    "package/LICENSE_FONT",
    "1c05c68c34f9708415aada51f17e1b0092d2cea709bf4a94cd38114f9e73d7d9",
)

LEVELS = (3500, 3000, 1605)  # characters in each level of 通用规范汉字表

# Blocks kept whole: each is small, and text that people paste may use any of it.
RANGES = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x00FF),  # Latin-1: marks, and letters of foreign names
    (0x2010, 0x2027),  # dashes, quotes, ellipsis
    (0x2030, 0x203B),  # per mille, primes, reference mark
    (0x2070, 0x2089),  # superscripts and subscripts
    (0x2160, 0x216B),  # Roman numerals
    (0x2170, 0x217B),
    (0x2190, 0x2199),  # arrows
    (0x2460, 0x249B),  # circled, bracketed and dotted numbers
    (0x3000, 0x303F),  # CJK punctuation
    (0x3220, 0x3229),  # bracketed Chinese numerals
    (0x3280, 0x3289),  # circled Chinese numerals
    (0x3380, 0x33DF),  # squared units
    (0xFF01, 0xFF5E),  # full-width forms
    (0xFFE0, 0xFFE6),
)
# U+25FB and U+FFFD stand for characters that no font holds.
SINGLES = (
    "€№℃℉℗™Ω℮"
    "●○◎◆◇◈▲△▼▽▶▷◀◁★☆■□▪▫◐◑◯◻◼◢◣◤◥"
    "✓✔✗✘✕✖☑☒☐❖⚠ℹ"
    "▸▹◂◃▴▾⇒⇐⇔⇧⏎⌘⌫⋮⋯↩↪↵↺↻⟳"
    "∈∏∑−√∝∞∟∠∣∥∧∨∩∪∫∮∴∵∶∷∽≈≌≒≠≡≤≥≦≧≮≯⊕⊙⊥⊿"
    "ḿǹǸ"
    "\ufffd"
)

# Of the layout features only these matter for horizontal Chinese and Latin
# text: kerning, and joining a letter with its accent.
FEATURES = ["kern", "ccmp", "mark"]
# Vertical metrics, baselines and the links between weights: unused here.
DROP_TABLES = ["vhea", "vmtx", "BASE", "STAT", "DSIG"]
# Copyright, family, style, version, trademark, makers, licence and its address.
NAME_IDS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14]


def fail(what, todo):
    sys.exit(f"subset.py: {what}\n  What to do: {todo}")


def run(command, todo, **more):
    try:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **more)
    except FileNotFoundError:
        fail(f"the program '{command[0]}' is not there", todo)
    except subprocess.CalledProcessError as error:
        fail(f"'{' '.join(map(str, command))}' failed with code {error.returncode}", todo)


def need_fonttools(work):
    """Run this script again under a throwaway environment that has the pinned
    fontTools, unless the present one has it already."""
    try:
        import fontTools

        if fontTools.version == FONTTOOLS:
            return
    except ImportError:
        pass
    python = work / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    run(
        [sys.executable, "-m", "venv", str(work / "venv")],
        "install Python's venv module (on Debian: apt-get install python3-venv), "
        f"or install fonttools=={FONTTOOLS} for this Python",
    )
    run(
        [str(python), "-m", "pip", "install", "--quiet", f"fonttools=={FONTTOOLS}"],
        f"see that pip can reach its registry, or install fonttools=={FONTTOOLS} by hand",
    )
    sys.exit(subprocess.run([str(python), str(Path(__file__).resolve())]).returncode)


def fetch(work):
    """Return the pinned package's wanted files, each checked against its hash."""
    run(
        ["npm", "pack", "--silent", f"{NPM_PACKAGE}@{NPM_VERSION}"],
        "install Node.js with npm, see that npm can reach its registry, and run again",
        cwd=work,
    )
    packs = list(work.glob("*.tgz"))
    if len(packs) != 1:
        fail("npm pack left no package", "run 'npm pack' by hand and read what it says")
    files = {}
    with tarfile.open(packs[0]) as tar:
        for path, want in [*FONTS.values(), LICENCE]:
            try:
                data = tar.extractfile(path).read()
            except KeyError:
                fail(f"the package has no {path}", "check NPM_VERSION in this script")
            if hashlib.sha256(data).hexdigest() != want:
                fail(
                    f"{path} is not the file this script was written for",
                    "check NPM_VERSION; after a wanted upgrade put the new sha256 in this script",
                )
            files[path] = data
    return files


def table_characters():
    """The characters of 通用规范汉字表: three levels, a blank line between them."""
    try:
        text = TABLE.read_text(encoding="utf-8")
    except OSError as error:
        fail(f"cannot read {TABLE.name}: {error}", "restore it from version control")
    levels = [part.replace("\n", "") for part in text.strip().split("\n\n")]
    characters = "".join(levels)
    if tuple(map(len, levels)) != LEVELS or len(set(characters)) != sum(LEVELS):
        fail(f"{TABLE.name} does not hold {LEVELS} different characters",
             "restore it from version control")
    return set(characters)


def name_characters():
    """The characters of places and names that stand in neither standard."""
    try:
        lines = NAMES.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        fail(f"cannot read {NAMES.name}: {error}", "restore it from version control")
    return set("".join(line for line in lines if not line.startswith("#")))


def gb2312_characters():
    """Every Hanzi and symbol of GB2312, from Python's own codec."""
    characters = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                characters.add(bytes((row, cell)).decode("gb2312"))
            except UnicodeDecodeError:
                pass  # an unassigned cell
    return characters


def make(source, target, wanted):
    from fontTools import subset

    options = subset.Options()
    options.recalc_timestamp = False  # else every run gives other bytes
    options.harfbuzz_repacker = False  # else the bytes depend on what else is installed
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.layout_features = FEATURES
    options.drop_tables += DROP_TABLES
    options.name_IDs = NAME_IDS
    options.name_languages = ["*"]
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=sorted(map(ord, wanted)))
    subsetter.subset(font)
    subset.save_font(font, str(target), options)


def main():
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        need_fonttools(work)
        from fontTools.ttLib import TTFont

        hanzi = table_characters()
        gb2312 = gb2312_characters()
        must = hanzi | gb2312 | name_characters() | set(map(chr, range(0x20, 0x7F)))
        wanted = must | set(SINGLES)
        for first, last in RANGES:
            wanted |= set(map(chr, range(first, last + 1)))

        files = fetch(work)
        for name, (path, _) in FONTS.items():
            source, target = work / ("full-" + name), work / name
            source.write_bytes(files[path])
            make(source, target, wanted)
            held = set(map(chr, TTFont(target).getBestCmap()))
            lost = "".join(sorted(must - held))
            if lost:
                fail(f"{name} lacks characters it must have: {lost}",
                     "take a font version that holds them")
            data = target.read_bytes()
            print(f"{name}: {len(data)} bytes, {len(held)} characters")
            print(f"  sha256 {hashlib.sha256(data).hexdigest()}")
            missing = sorted(wanted - held)
            print("  wanted, not in the font:",
                  " ".join(f"{c}(U+{ord(c):04X})" for c in missing) or "none")

        # Only now, when all is checked, replace what lies here.
        try:
            for name in FONTS:
                shutil.copyfile(work / name, HERE / name)
            (HERE / "OFL.txt").write_bytes(files[LICENCE[0]])
        except OSError as error:
            fail(f"cannot write beside this script: {error}", "make the folder writable and run again")


if __name__ == "__main__":
    main()
