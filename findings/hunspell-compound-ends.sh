#!/usr/bin/env bash
# Hunspell 1.7.1 (Debian 12: libhunspell-1.7-0 1.7.1-1), beside Hunspell 1.7.2 (Debian 13: 1.7.2+really1.7.2-10+b4), both with the very same German
# dictionary (Debian 12: hunspell-de-de). Whether a compound is right is no matter of the dictionary alone: 1.7.1 takes „Vertragsschließenden“ for
# Vertrag+s+schließ+enden and finds it right, so Hausbauenden; 1.7.2 finds neither. A text that was clean before an upgrade is not behind it, though
# no word list changed: what a house's texts need has to stand in a list of its own.
#
# Needs Debian with gcc, apt and dpkg-deb, and its archive; nothing is installed: packages are unpacked into a temporary folder and
# run with the C library they were built for.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
archive=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -n 1)

# unpacked RELEASE PACKAGE…   in a folder named as the release.
unpacked() {
  local release=$1 state="$work/state-$1"
  shift
  mkdir -p "$state/lists/partial" "$state/archives/partial" "$work/$release" "$work/debs-$release"
  echo "deb $archive $release main" >"$work/$release.list"
  local apt=(-o Dir::State="$state" -o Dir::State::status=/dev/null -o Dir::Cache="$state" -o Dir::Etc::SourceList="$work/$release.list"
    -o Dir::Etc::SourceParts=/nonexistent -o APT::Sandbox::User= --quiet=2)
  apt-get "${apt[@]}" update
  (cd "$work/debs-$release" && apt-get "${apt[@]}" download "$@")
  local deb
  for deb in "$work/debs-$release"/*.deb; do dpkg-deb --extract "$deb" "$work/$release"; done
}

cat >"$work/probe.c" <<'C'
#include <stdio.h>
typedef struct Hunhandle Hunhandle;
Hunhandle *Hunspell_create(const char *affixes, const char *words);
int Hunspell_spell(Hunhandle *handle, const char *word);
int main(int count, char **arguments) {
    Hunhandle *handle = Hunspell_create(arguments[1], arguments[2]);
    for (int index = 3; index < count; index++) printf("%d", Hunspell_spell(handle, arguments[index]) != 0);
    return 0;
}
C
words=(Vertragsschließenden Hausbauenden schließenden Vertragsschluss)
# answers RELEASE   a 1 for each word that is found right, else a 0.
answers() {
  local root="$work/$1" libraries loader
  libraries=$(find "$root" -name '*.so*' -printf '%h\n' | sort -u | paste -sd:)
  loader=$(find "$root" -name 'ld-linux-x86-64.so.2' -type f -print -quit)
  gcc -o "$work/probe" "$work/probe.c" "$(find "$root" -name 'libhunspell-1.7.so.0' -print -quit)" -Wl,--unresolved-symbols=ignore-all
  "$loader" --library-path "$libraries" "$work/probe" "$work/bookworm/usr/share/hunspell/de_DE.aff" "$work/bookworm/usr/share/hunspell/de_DE.dic" "${words[@]}"
}

unpacked bookworm libhunspell-1.7-0=1.7.1-1 libc6 libstdc++6 libgcc-s1 hunspell-de-de
unpacked trixie libhunspell-1.7-0=1.7.2+really1.7.2-10+b4 libc6 libstdc++6 libgcc-s1
old=$(answers bookworm) new=$(answers trixie)
for index in "${!words[@]}"; do echo "${words[$index]}: hunspell 1.7.1 ${old:$index:1}, 1.7.2 ${new:$index:1}"; done
[ "$old" = 1111 ] && [ "$new" = 0011 ]
