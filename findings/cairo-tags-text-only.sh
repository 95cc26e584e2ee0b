#!/usr/bin/env bash
# Cairo 1.18.4 (Debian 13: libcairo2 1.18.4-1+b1), beside Cairo 1.16.0 (Debian 12: libcairo2 1.16.0-7).
# cairo_tag_begin/cairo_tag_end make tagged PDF. In 1.16 whatever is drawn between them becomes marked content. In 1.18.4 only text
# does: a structure element that holds nothing but lines or areas – a rule to sign on, a tick box, a bar of a diagram – stands in the
# structure tree, but what was drawn lies on the page outside of any marked content, which PDF/UA forbids (ISO 14289-1, 7.1). Nothing
# reports it. (Only show_text_glyphs of the PDF surface says that a tag has content.)
#
# Needs Debian with gcc, apt and dpkg-deb, and its archive; nothing is installed: packages are unpacked into a temporary folder and
# run with the C library they were built for.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
archive=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -n 1)

# unpacked RELEASE CAIRO   libcairo2 in the version CAIRO with all it needs, in a folder named as the release.
unpacked() {
  local state="$work/state-$1" packages
  mkdir -p "$state/lists/partial" "$state/archives/partial" "$work/$1" "$work/debs-$1"
  echo "deb $archive $1 main" >"$work/$1.list"
  local apt=(-o Dir::State="$state" -o Dir::State::status=/dev/null -o Dir::Cache="$state" -o Dir::Etc::SourceList="$work/$1.list"
    -o Dir::Etc::SourceParts=/nonexistent -o APT::Sandbox::User= -o APT::Install-Recommends=0 --quiet=2)
  apt-get "${apt[@]}" update
  packages=$(apt-get "${apt[@]}" --simulate install "libcairo2=$2" "libcairo2-dev=$2" | awk '$1 == "Inst" { print $2 }' |
    grep -E '^(lib(cairo2|c6|fontconfig1|freetype6|pixman|png16|x11-6|xcb|xrender1|xext6|xau6|xdmcp6|expat1|brotli1|bz2-1|bsd0|md0|uuid1|gcc-s1|cairo2-dev)|zlib1g$)')
  (cd "$work/debs-$1" && apt-get "${apt[@]}" download $packages)
  local deb
  for deb in "$work/debs-$1"/*.deb; do dpkg-deb --extract "$deb" "$work/$1"; done
}

cat >"$work/probe.c" <<'C'
#include <cairo.h>
#include <cairo-pdf.h>
#include <stdio.h>
int main(int count, char **arguments) {
    cairo_surface_t *surface = cairo_pdf_surface_create(arguments[1], 595, 842);
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4);
    cairo_t *context = cairo_create(surface);
    cairo_tag_begin(context, "Form", "");
    cairo_move_to(context, 100, 100);
    cairo_line_to(context, 300, 100);
    cairo_stroke(context);
    cairo_tag_end(context, "Form");
    cairo_tag_begin(context, "Figure", "");
    cairo_rectangle(context, 100, 200, 50, 50);
    cairo_fill(context);
    cairo_tag_end(context, "Figure");
    cairo_destroy(context);
    cairo_surface_destroy(surface);
    puts(cairo_version_string());
    return count != 2;
}
C
# marks RELEASE CAIRO   draws with that Cairo and prints its version and the number of marked-content sequences on the page.
marks() {
  unpacked "$1" "$2"
  local root="$work/$1" libraries loader
  libraries=$(find "$root" -name '*.so*' -printf '%h\n' | sort -u | paste -sd:)
  loader=$(find "$root" -name 'ld-linux-x86-64.so.2' -print -quit)
  [ -L "$loader" ] && loader=$(find "$root" -path '*x86_64-linux-gnu/ld-linux-x86-64.so.2' -type f -print -quit)
  gcc -o "$work/probe" "$work/probe.c" -I"$root/usr/include/cairo" -L"$root/usr/lib/x86_64-linux-gnu" -l:libcairo.so.2 \
    -Wl,--unresolved-symbols=ignore-all
  "$loader" --library-path "$libraries" "$work/probe" "$work/$1.pdf"
  python3 - "$work/$1.pdf" <<'PY'
import re, sys, zlib
data = open(sys.argv[1], "rb").read()
pages = [zlib.decompress(m.group(1)) for m in re.finditer(rb"FlateDecode\s*>>\s*stream\n(.*?)\nendstream", data, re.S)]
content = next(page for page in pages if b" re" in page and b" l" in page)
print(len(re.findall(rb"/MCID \d+ >>\s*BDC|<<\s*/MCID", content)))
PY
}

mapfile -t old < <(marks bookworm 1.16.0-7)
mapfile -t new < <(marks trixie 1.18.4-1+b1)
echo "cairo ${old[0]}: ${old[1]} of 2 tagged drawings are marked content"
echo "cairo ${new[0]}: ${new[1]} of 2 tagged drawings are marked content"
[ "${old[0]}" = 1.16.0 ] && [ "${new[0]}" = 1.18.4 ] && [ "${old[1]}" = 2 ] && [ "${new[1]}" = 0 ]
