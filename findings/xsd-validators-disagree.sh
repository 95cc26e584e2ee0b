#!/usr/bin/env bash
# libxml2 2.14.6 (in lxml 6.1.3), xmlschema 4.3.2 and the Xerces of a JDK (11 or newer): XML Schema 1.0, types that xdomea-like messages use.
# Expected: three mature validators agree on one-line types. Of fifteen plain values they agree on two, and none of them is always right:
# - xs:decimal „1 250.50“ and „1 2 3“ pass with xmlschema: Python's reader of numbers is asked after the blanks are gone.
# - xs:base64Binary „2026-12-31“ and „x@y.de“ pass with libxml2, which skips what is not Base64.
# - \w is not what programmers know: XSD takes signs like € and + for parts of words, but not the underscore. xmlschema does as Python does.
# - A date with a time zone against a limit without one: 31.12.2026 at +01:00 is „after“ 31.12.2026 for Xerces, not for the others.
# - xs:duration is ordered in part only. „At most P1M“ refuses P28D, and „at most P1Y“ P365D, with libxml2 and Xerces, since a month can be
#   of 28 days and then they are equal, in others less; xmlschema allows them. A term in days never fits below a limit in months.
# So a message that its own validator accepts may be sent back by the receiver's: check with two, and avoid \w, zones and such limits.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v java >/dev/null || { echo "a JDK is missing (Debian: default-jdk-headless)" >&2; exit 2; }
python3 -m pip install --quiet --disable-pip-version-check --target "$work/py" lxml==6.1.3 xmlschema==4.3.2 2>"$work/pip" ||
  { cat "$work/pip" >&2; exit 1; }
cat >"$work/Judge.java" <<'JAVA'
import java.io.StringReader;
import java.util.Scanner;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;

class Judge {
    public static void main(String[] none) throws Exception {
        SchemaFactory factory = SchemaFactory.newInstance("http://www.w3.org/2001/XMLSchema");
        for (Scanner lines = new Scanner(System.in, "UTF-8"); lines.hasNextLine();) {
            String[] parts = lines.nextLine().split("\t");
            var validator = factory.newSchema(new StreamSource(new StringReader(parts[0]))).newValidator();
            try {
                validator.validate(new StreamSource(new StringReader(parts[1])));
                System.out.println("yes");
            } catch (org.xml.sax.SAXException error) {
                System.out.println("no");
            }
        }
    }
}
JAVA
PYTHONPATH="$work/py" nice -n 10 python3 - "$work/Judge.java" <<'PY'
import subprocess, sys
import lxml.etree, xmlschema

def kind(base, facet="", value=""):
    limit = f'<xs:{facet} value="{value}"/>' if facet else ""
    return (f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"><xs:simpleType><xs:restriction base="xs:{base}">'
            f"{limit}</xs:restriction></xs:simpleType></xs:element></xs:schema>")

# what, schema, value, answers of libxml2, xmlschema, Xerces
cases = [
    ("decimal", kind("decimal"), "1250.50", "yes yes yes"),
    ("decimal", kind("decimal"), "1 250.50", "no yes no"),
    ("decimal", kind("decimal"), "1 2 3", "no yes no"),
    ("base64Binary", kind("base64Binary"), "2026-12-31", "yes no no"),
    ("base64Binary", kind("base64Binary"), "x@y.de", "yes no no"),
    (r"pattern \w+", kind("string", "pattern", r"\w+"), "a_b", "no yes no"),
    (r"pattern \w+", kind("string", "pattern", r"\w+"), "100€", "yes no yes"),
    (r"pattern \w+", kind("string", "pattern", r"\w+"), "A+B", "yes no yes"),
    ("anyURI", kind("anyURI"), "24:00:00", "no yes no"),
    ("date <= 2026-12-31", kind("date", "maxInclusive", "2026-12-31"), "2026-12-31", "yes yes yes"),
    ("date <= 2026-12-31", kind("date", "maxInclusive", "2026-12-31"), "2026-12-31+01:00", "yes yes no"),
    ("date >= 2026-01-01", kind("date", "minInclusive", "2026-01-01"), "2026-01-01Z", "no yes no"),
    ("duration <= P1M", kind("duration", "maxInclusive", "P1M"), "P28D", "no yes no"),
    ("duration <= P3M", kind("duration", "maxInclusive", "P3M"), "P89D", "no yes no"),
    ("duration <= P1Y", kind("duration", "maxInclusive", "P1Y"), "P365D", "no yes no"),
]
asked = "".join(f"{schema}\t<a>{value}</a>\n" for _, schema, value, _ in cases)
xerces = subprocess.run(["java", "-XX:TieredStopAtLevel=1", sys.argv[1]], input=asked.encode(), stdout=subprocess.PIPE,
                        check=True).stdout.decode().split()
holds = len(xerces) == len(cases)
print(f"{'type':20} {'value':18} libxml2 xmlschema Xerces")
for (what, schema, value, expected), third in zip(cases, xerces):
    first = lxml.etree.XMLSchema(lxml.etree.fromstring(schema)).validate(lxml.etree.fromstring(f"<a>{value}</a>"))
    second = xmlschema.XMLSchema10(schema).is_valid(f"<a>{value}</a>")
    seen = ["yes" if answer else "no" for answer in (first, second)] + [third]
    print(f"{what:20} {value:18} {seen[0]:7} {seen[1]:9} {seen[2]}")
    holds = holds and seen == expected.split()
sys.exit(0 if holds and lxml.etree.LIBXML_VERSION == (2, 14, 6) else 1)
PY
