"""The engines that are compared: each takes paragraphs, a measure and its settings and writes a PDF.

All set Linux Libertine 11 pt on 14 pt, justified, half a line between paragraphs, on a sheet of A4 with type area 245 mm high; none may leave a
widow or an orphan. What an engine offers to make lines even is in `settings.py`.
"""

import html
import os
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
FONTS = ROOT / "fonts" / "files"
# In the names of its fonts, as every engine embeds them.
FACE = "ibertine"
SIZE = 11
LEADING = 14
GAP = 7
PAGE = (210, 297)
LEFT, TOP, BOTTOM = 25, 25, 27


class EngineError(Exception):
    """An engine could not set the text."""


def run(command, **options):
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", **options)
    if result.returncode != 0:
        raise EngineError(f"{command[0]}: {result.stdout[-2000:]}")
    return result.stdout


class Klauselwerk:
    name = "Klauselwerk"
    # SETTEXT: another build of it.
    program = pathlib.Path(os.environ.get("SETTEXT", ROOT / ".build" / "release" / "settext"))

    def set(self, files, paragraphs, measure, settings, output):
        costs = ",".join(f"{name}={value}" for name, value in settings.items())
        run([self.program, "pdf", "--root", ROOT, "--measure", str(measure), "--costs", costs, "-o", output, *files])


class Typst:
    name = "typst"

    def set(self, files, paragraphs, measure, settings, output):
        import typst

        costs = ", ".join(f"{name}: {settings[name]}%" for name in ("hyphenation", "runt") if name in settings)
        limits = ""
        if "tracking" in settings or "spacing_min" in settings:
            limits = (
                f"justification-limits: (tracking: (min: -{settings.get('tracking', 0)}em, max: {settings.get('tracking', 0)}em), "
                f"spacing: (min: {settings.get('spacing_min', 66.67)}%, max: {settings.get('spacing_max', 150)}%)),"
            )
        head = f"""
#set page(width: {PAGE[0]}mm, height: {PAGE[1]}mm, margin: (left: {LEFT}mm, right: {PAGE[0] - LEFT - measure}mm, top: {TOP}mm, bottom: {BOTTOM}mm))
#set text(font: "Linux Libertine O", size: {SIZE}pt, lang: "de", region: "DE", hyphenate: true, top-edge: 8pt, bottom-edge: -3pt, costs: ({costs}{"," if costs else ""} widow: 100%, orphan: 100%))
#set par(justify: true, linebreaks: "optimized", leading: {LEADING - 11}pt, spacing: {LEADING - 11 + GAP}pt, {limits})
"""
        # As strings, so that nothing in the text is markup.
        body = "\n\n".join('#par("' + p.replace("\\", "\\\\").replace('"', '\\"') + '")' for p in paragraphs)
        try:
            typst.compile((head + body).encode(), output=str(output), font_paths=[str(FONTS)], ignore_system_fonts=True)
        except Exception as error:
            raise EngineError(f"typst: {error}") from error


class LuaLaTeX:
    name = "LuaLaTeX + microtype"
    special = {"\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}",
               "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}

    def set(self, files, paragraphs, measure, settings, output):
        settings = dict(settings)
        expansion = ",".join(f"{name}={settings.pop(name, default)}" for name, default in (("stretch", 20), ("shrink", 20), ("step", 5)))
        emergency = settings.pop("emergencystretch", 0)
        # TeX forgets it after every paragraph.
        looseness = settings.pop("looseness", 0)
        numbers = "\n".join(f"\\{name}={value}\\relax" for name, value in settings.items())
        text = "\n\n".join("".join(self.special.get(c, c) for c in p) for p in paragraphs)
        source = rf"""\documentclass{{article}}
\usepackage[a4paper,left={LEFT}mm,textwidth={measure}mm,top={TOP}mm,bottom={BOTTOM}mm,nohead,nofoot]{{geometry}}
\usepackage{{fontspec}}
\setmainfont{{LinLibertine_R.otf}}[Path={FONTS}/,BoldFont=LinLibertine_RB.otf,ItalicFont=LinLibertine_RI.otf]
\usepackage[ngerman]{{babel}}
\usepackage[protrusion=true,expansion=true,{expansion}]{{microtype}}
\babelprovide[hyphenrules=ngerman]{{ngerman}}
\shorthandoff{{"}}
\pagestyle{{empty}}\raggedbottom
\begin{{document}}
\fontsize{{{SIZE}bp}}{{{LEADING}bp}}\selectfont
\setlength{{\parindent}}{{0pt}}\setlength{{\parskip}}{{{GAP}bp}}\setlength{{\topskip}}{{{SIZE}bp}}
\clubpenalty=10000 \widowpenalty=10000 \frenchspacing
\emergencystretch={emergency}em \everypar{{\looseness={looseness}\relax}}
{numbers}
{text}
\end{{document}}
"""
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "text.tex"
            path.write_text(source, encoding="utf-8")
            cache = ROOT / ".build-tools" / "texmf-var"
            run(["lualatex", "-interaction=nonstopmode", "-halt-on-error", "text.tex"], cwd=folder,
                env={**os.environ, "TEXMFVAR": str(cache), "TEXMFCACHE": str(cache), "SOURCE_DATE_EPOCH": "0"})
            os.replace(pathlib.Path(folder) / "text.pdf", output)


class WeasyPrint:
    name = "WeasyPrint"

    def set(self, files, paragraphs, measure, settings, output):
        import weasyprint

        rules = "; ".join(f"{name}: {value}" for name, value in settings.items())
        css = f"""
@font-face {{ font-family: Libertine; src: url(file://{FONTS}/LinLibertine_R.otf) }}
@page {{ size: {PAGE[0]}mm {PAGE[1]}mm; margin: {TOP}mm {PAGE[0] - LEFT - measure}mm {BOTTOM}mm {LEFT}mm }}
html {{ font: {SIZE}pt/{LEADING}pt Libertine }} body {{ margin: 0 }}
p {{ margin: 0 0 {GAP}pt; text-align: justify; hyphens: auto; widows: 2; orphans: 2; {rules} }}
"""
        body = "".join(f"<p>{html.escape(p)}</p>" for p in paragraphs)
        document = f'<html lang="de"><head><meta charset="utf-8"><style>{css}</style></head><body>{body}</body></html>'
        weasyprint.HTML(string=document).write_pdf(output)


ENGINES = {"klauselwerk": Klauselwerk(), "typst": Typst(), "lualatex": LuaLaTeX(), "weasyprint": WeasyPrint()}
