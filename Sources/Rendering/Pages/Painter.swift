import CCairo
import Layout

/// Carries out a script on a Cairo context.
struct Painter {
    let context: CairoContext
    let faces: (FaceVariant) -> DrawingFace?

    func paint(_ script: PaintScript) throws(DrawingError) {
        for step in script.steps {
            switch step {
            case .glyphs(let call): show(call, script.glyphs)
            case .rectangle(let rect, let color): context.fill(rect, color)
            case .line(let from, let to, let width, let color): context.stroke(from: from, to: to, width: width, color)
            case .circle(let centre, let radius, let width, let color):
                context.stroke(circleAt: centre, radius: radius, width: width, color)
            case .modules(let rects): context.fill(rects, .black)
            case .begin(let color):
                context.set(color)
                Signpost.begin.draw(on: context)
            case .end: Signpost.end.draw(on: context)
            case .next: Signpost.next.draw(on: context)
            }
        }
        try context.check()
    }

    private func show(_ call: PaintScript.GlyphCall, _ glyphs: [cairo_glyph_t]) {
        guard let face = faces(call.face) else { return }
        context.set(call.color)
        glyphs[call.glyphs].withUnsafeBufferPointer { buffer in
            context.show(buffer, of: face, size: call.size, expansion: call.expansion, rotation: call.rotation, about: call.origin)
        }
    }
}
