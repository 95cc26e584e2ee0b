#!/usr/bin/env bash
# librsvg 2.54.7 (Debian 12: librsvg2-bin 2.54.7+dfsg-1~deb12u2), poppler-utils 22.12.0.
# In a PDF that rsvg-convert makes, everything stays vectors – clip paths, opacity, gradients – but a mask: what it covers becomes a picture of one pixel a point, 72 dpi,
# whatever resolution is asked for (--dpi-x/--dpi-y 300 change nothing). A sharp edge within a mask is printed as stairs. Only a larger page has more pixels: the width of the page
# decides how sharp a mask is, and a drawing that is made at its own size, to be placed as it is, gets the coarsest one.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -qq librsvg2-bin=2.54.7+dfsg-1~deb12u2 librsvg2-2=2.54.7+dfsg-1~deb12u2 poppler-utils >/dev/null 2>&1
for package in *.deb; do dpkg -x "$package" .; done
export PATH="$work/usr/bin:$PATH" LD_LIBRARY_PATH="$work/usr/lib/$(uname -m)-linux-gnu"
rsvg-convert --version
drawing() { # what the square is covered by
  cat <<SVG
<svg xmlns="http://www.w3.org/2000/svg" width="40mm" height="40mm" viewBox="0 0 100 100"><defs>
<linearGradient id="g"><stop offset="0" stop-color="white"/><stop offset="1" stop-color="black"/></linearGradient>
<mask id="m"><circle cx="50" cy="50" r="40" fill="white"/></mask><clipPath id="c"><circle cx="50" cy="50" r="40"/></clipPath></defs>
<rect width="100" height="100" fill="url(#g)" $1/></svg>
SVG
}
pictures() { pdfimages -list "$1" | awk 'NR > 2 { print $3, $4 "x" $5, $13 " dpi" }' | tr '\n' ';'; }
for cover in 'clip-path="url(#c)"' 'opacity="0.5"' 'mask="url(#m)"'; do
  drawing "$cover" > drawing.svg
  rsvg-convert --format pdf --output drawing.pdf drawing.svg
  printf '  %-22s %s\n' "$cover" "$(pictures drawing.pdf)"
done
rsvg-convert --dpi-x 300 --dpi-y 300 --format pdf --output finer.pdf drawing.svg
rsvg-convert --zoom 4 --format pdf --output larger.pdf drawing.svg
printf '  %-22s %s\n' 'mask, 300 dpi asked' "$(pictures finer.pdf)" 'mask, 4 times as large' "$(pictures larger.pdf)"
drawing 'clip-path="url(#c)" opacity="0.5"' > drawing.svg
rsvg-convert --format pdf --output plain.pdf drawing.svg
[ -z "$(pictures plain.pdf)" ] && [[ $(pictures drawing.pdf) == *114x114*72* ]] && [[ $(pictures finer.pdf) == *114x114*72* ]] && [[ $(pictures larger.pdf) == *454x454*72* ]]
