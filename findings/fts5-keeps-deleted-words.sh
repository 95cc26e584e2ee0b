#!/usr/bin/env bash
# SQLite 3.40 (the release that Debian 12 ships; here apsw 3.40.0.0) and 3.54 (apsw 3.54.1.0), full-text index FTS5, PRAGMA secure_delete=ON.
# A person's rows are deleted from a searchable register once their time is over. Expected: secure_delete overwrites what is deleted, and
# VACUUM writes the database anew from what is left. The search finds nothing any more, and the index's own vocabulary (fts5vocab) does
# not know the words. Yet they stand verbatim in the file: an index of FTS5 is a log, a deletion is one more entry that
# says „no longer“, and for secure_delete and VACUUM the old entry is living data of a shadow table. Backups carry it along.
# The index's own option secure-delete helps – but 3.40 does not know it and answers no more than „SQL logic error“, and where it is set
# after the rows have gone, it changes nothing. „optimize“ or „rebuild“ after the deletion takes the words away in both releases.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for version in 3.40.0.0 3.54.1.0; do
  python3 -m pip install --quiet --disable-pip-version-check --target "$work/$version" "apsw==$version" 2>"$work/pip" || { cat "$work/pip" >&2; exit 1; }
  (cd "$work" && PYTHONPATH="$work/$version" python3 - "$version" <<'PY' | tee -a "$work/seen"
import os, sys
import apsw

# Invented names that share few first letters: the index writes a word without what it has in common with the word before it.
def name_of(row):
    number = row * 7919 % 17576
    return "".join(chr(97 + number // 26 ** place % 26) for place in range(3)) + f"erfundmeister{row:04}"

def left(name, before=(), after=()):
    path = name + ".db"
    if os.path.exists(path):
        os.remove(path)
    database = apsw.Connection(path)
    run = lambda text, values=(): list(database.cursor().execute(text, values))
    run("PRAGMA secure_delete=ON")
    run("CREATE VIRTUAL TABLE words USING fts5(text)")
    run("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, row)")
    try:
        for step in before:
            run(step)
        run("BEGIN")
        for row in range(2000):
            run("INSERT INTO words(rowid, text) VALUES(?, ?)", (row, "Vertrag mit Frau " + name_of(row)))
        run("COMMIT")
        run("DELETE FROM words WHERE rowid BETWEEN 900 AND 909")
        for step in after:
            run(step)
    except apsw.Error as error:
        return str(error)
    known = run("SELECT count(*) FROM vocabulary WHERE term GLOB '*erfundmeister090?'")[0][0]
    found = run("SELECT count(*) FROM words WHERE words MATCH ?", (name_of(905),))[0][0]
    database.close()
    data = open(path, "rb").read()
    whole = sum(name_of(900 + digit)[2:].encode() in data for digit in range(10))
    return f"found {found}, in the vocabulary {known}, in the file {whole} of 10"

option = "INSERT INTO words(words, rank) VALUES('secure-delete', 1)"
command = "INSERT INTO words(words) VALUES('%s')"
release = ".".join(sys.argv[1].split(".")[:2])
for name, before, after in [
    ("plain", (), ()), ("VACUUM", (), ("VACUUM",)), ("option before", (option,), ()), ("option after", (), (option, "VACUUM")),
    ("optimize", (), (command % "optimize",)), ("rebuild", (), (command % "rebuild",)),
]:
    print(f"{release} {name}: {left(name.replace(' ', '-'), before, after)}")
PY
  )
done
cat >"$work/expected" <<'OUT'
3.40 plain: found 0, in the vocabulary 0, in the file 10 of 10
3.40 VACUUM: found 0, in the vocabulary 0, in the file 10 of 10
3.40 option before: SQLError: SQL logic error
3.40 option after: SQLError: SQL logic error
3.40 optimize: found 0, in the vocabulary 0, in the file 0 of 10
3.40 rebuild: found 0, in the vocabulary 0, in the file 0 of 10
3.54 plain: found 0, in the vocabulary 0, in the file 10 of 10
3.54 VACUUM: found 0, in the vocabulary 0, in the file 10 of 10
3.54 option before: found 0, in the vocabulary 0, in the file 0 of 10
3.54 option after: found 0, in the vocabulary 0, in the file 10 of 10
3.54 optimize: found 0, in the vocabulary 0, in the file 0 of 10
3.54 rebuild: found 0, in the vocabulary 0, in the file 0 of 10
OUT
diff "$work/expected" "$work/seen" && echo "as described"
