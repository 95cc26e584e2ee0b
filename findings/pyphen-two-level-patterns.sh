#!/usr/bin/env bash
# pyphen 0.18.1, beside libhyphen 2.8.8 (Debian 12: libhyphen0, libhyphen-dev 2.8.8-7), both with the German dictionary pyphen ships.
# That dictionary is of two levels: patterns above NEXTLEVEL find the seams of compounds, those below divide the parts, and NOHYPHEN
# and COMPOUNDLEFTHYPHENMIN hold between them. Expected: one file, one result. pyphen, and with it WeasyPrint, reads the file as
# one flat list: the levels' numbers outvote each other, and the limits are skipped. „Kindertagesstätten“ is divided as
# Kindertagess-tätten, „Abschiedsspiel“ as Abschiedss-piel, single letters are cut off inside words (Landes-a-r-beits…), and a line may
# begin with the hyphen of Nord-Süd-Vertrag. It has been so since 0.9.5 at least, and about one word in fifteen differs.
# So hyphenation of contracts needs TeX's patterns, which are of one level, or libhyphen – and a list of words of the trade to test with.
# Needs Debian with gcc, apt and dpkg-deb; nothing is installed there.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --target "$work/py" pyphen==0.18.1 2>"$work/pip" || { cat "$work/pip" >&2; exit 1; }
cd "$work"
apt-get --quiet=2 -o APT::Sandbox::User= download libhyphen0=2.8.8-7 libhyphen-dev=2.8.8-7 wngerman=20161207-11
for deb in *.deb; do dpkg-deb --extract "$deb" root; done
cat >probe.c <<'C'
#include <hyphen.h>
#include <stdio.h>
#include <string.h>
int main(int count, char **arguments) {
    HyphenDict *dictionary = count == 2 ? hnj_hyphen_load(arguments[1]) : NULL;
    char word[512], hyphens[600];
    while (dictionary && fgets(word, sizeof word, stdin)) {
        char **changed = NULL;
        int *position = NULL, *cut = NULL, length = (int)strcspn(word, "\n");
        memset(hyphens, 0, sizeof hyphens);
        hnj_hyphen_hyphenate2(dictionary, word, length, hyphens, NULL, &changed, &position, &cut);
        for (int i = 0; i < length; i++) {
            putchar(word[i]);
            if (i + 1 < length && (hyphens[i] & 1)) putchar('|');
        }
        putchar('\n');
    }
    return dictionary == NULL;
}
C
gcc -O1 -o probe probe.c -Iroot/usr/include -Lroot/usr/lib/x86_64-linux-gnu -l:libhyphen.so.0
LD_LIBRARY_PATH="$work/root/usr/lib/x86_64-linux-gnu" PYTHONPATH="$work/py" nice -n 10 python3 - <<'PY'
import pathlib, subprocess, sys
import pyphen
path = pathlib.Path(pyphen.__file__).parent / "dictionaries" / "hyph_de_DE.dic"
named = ["Kindertagesstätten", "Abschiedsspiel", "Landesarbeitsgemeinschaft", "Anwaltspraxis", "Nord-Süd-Vertrag"]
words = named + pathlib.Path("root/usr/share/dict/ngerman").read_text("utf-8").split()[::40]
flat = pyphen.Pyphen(filename=path)
ours = [flat.inserted(word, "|") for word in words]
levels = subprocess.run(["./probe", str(path)], input="\n".join(words).encode("latin-1") + b"\n", stdout=subprocess.PIPE,
                        check=True).stdout.decode("latin-1").split("\n")
for word, one, other in list(zip(words, ours, levels))[:len(named)]:
    print(f"{word:27} pyphen {one:35} libhyphen {other}")
differ = sum(one != other for one, other in zip(ours, levels))
alone = sum(any(len(part) == 1 for part in one.split("|")[1:-1]) for one in ours)
print(f"of {len(words)} words {differ} differ; pyphen cuts single letters off inside {alone}")
holds = (ours[0] == "Kin|der|ta|gess|tät|ten" and levels[0] == "Kin|der|ta|ges|stät|ten" and ours[1] == "Ab|schiedss|piel"
         and levels[1] == "Ab|schieds|spiel" and ours[4] == "Nord|-|Süd|-|Ver|trag" and levels[4] == "Nord-Süd-Ver|trag"
         and differ > len(words) / 25)
sys.exit(0 if holds else 1)
PY
