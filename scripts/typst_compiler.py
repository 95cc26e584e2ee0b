"""typst for scripts that make files of other programs: of one version, fetched once into .build-tools/."""

import pathlib
import subprocess
import sys

VERSION = "0.15.0"
ROOT = pathlib.Path(__file__).resolve().parent.parent
FONTS = ROOT / "fonts" / "files"


def compile(source, target, **options):
    place = ROOT / ".build-tools" / f"typst-{VERSION}"
    if not place.exists():
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--root-user-action=ignore", "--no-deps", "--target", str(place),
                        f"typst=={VERSION}"], check=True)
    if str(place) not in sys.path:
        sys.path.insert(0, str(place))
    import typst

    typst.compile(str(source), output=str(target), font_paths=[str(FONTS)], **options)
