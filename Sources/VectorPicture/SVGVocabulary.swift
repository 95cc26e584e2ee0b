/// What librsvg 2.54 is known to draw, tried value by value. Whatever is not listed is refused: a renderer skips what it does not
/// know without a word, and a picture with something missing or black looks like one that is meant so.
enum SVGVocabulary {
    /// Elements that are drawn, that others refer to, or that say nothing about the looks.
    static let elements: Set<String> = [
        "svg", "g", "defs", "symbol", "use", "switch", "a", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
        "linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "marker", "style", "title", "desc", "metadata", "view",
        "script", "cursor", "color-profile",
        // Unless something refers to them, filters are only there.
        "filter", "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feConvolveMatrix", "feDiffuseLighting",
        "feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur",
        "feImage", "feMerge", "feMergeNode", "feMorphology", "feOffset", "fePointLight", "feSpecularLighting", "feSpotLight", "feTile",
        "feTurbulence",
        // Without text no font is used.
        "font", "font-face", "font-face-src", "font-face-name", "glyph", "missing-glyph", "hkern", "vkern",
    ]

    /// In these no attribute is looked at.
    static func isIdle(element: String) -> Bool {
        element == "filter" || element.hasPrefix("fe") || element.hasPrefix("font") || element.hasSuffix("kern")
            || ["glyph", "missing-glyph", "cursor", "color-profile", "script", "style", "metadata", "title", "desc", "view"].contains(element)
    }

    /// How a property or attribute is written so that it is drawn.
    enum Kind {
        case paint, length, lengths, number, numbers, transform, reference
        case keyword(Set<String>)
        /// Says nothing about drawings without text and motion.
        case idle
    }

    private static let blendModes: Set<String> = [
        "normal", "multiply", "screen", "overlay", "darken", "lighten", "color-dodge", "color-burn", "hard-light", "soft-light",
        "difference", "exclusion", "hue", "saturation", "color", "luminosity",
    ]

    /// Properties of CSS; all of them are attributes too.
    static let properties: [String: Kind] = [
        "fill": .paint, "stroke": .paint, "stop-color": .paint, "color": .paint, "flood-color": .idle, "lighting-color": .idle,
        "fill-opacity": .number, "stroke-opacity": .number, "stop-opacity": .number, "opacity": .number, "flood-opacity": .idle,
        "stroke-width": .length, "stroke-dashoffset": .length, "stroke-dasharray": .lengths, "stroke-miterlimit": .number,
        "stroke-linecap": .keyword(["butt", "round", "square"]), "stroke-linejoin": .keyword(["miter", "round", "bevel"]),
        "fill-rule": .keyword(["nonzero", "evenodd"]), "clip-rule": .keyword(["nonzero", "evenodd"]),
        "display": .keyword(["none", "inline", "block", "inline-block"]), "visibility": .keyword(["visible", "hidden", "collapse"]),
        "overflow": .keyword(["visible", "hidden", "scroll", "auto"]), "mix-blend-mode": .keyword(blendModes),
        "isolation": .keyword(["auto", "isolate"]), "mask-type": .keyword(["luminance", "alpha"]),
        "paint-order": .keyword(["normal", "fill", "stroke", "markers"]), "clip-path": .reference, "mask": .reference,
        "marker": .reference, "marker-start": .reference, "marker-mid": .reference, "marker-end": .reference,
        "filter": .reference, "transform": .transform, "x": .length, "y": .length, "cx": .length, "cy": .length, "r": .length,
        "rx": .length, "ry": .length, "width": .length, "height": .length, "vector-effect": .keyword(["none"]),
        "color-interpolation": .keyword(["auto", "sRGB"]), "color-interpolation-filters": .idle, "clip": .keyword(["auto"]),
        "enable-background": .idle, "color-rendering": .idle, "shape-rendering": .idle, "image-rendering": .idle, "pointer-events": .idle,
        "cursor": .idle, "solid-color": .idle, "solid-opacity": .idle, "color-profile": .idle, "user-select": .idle,
        "line-height": .idle, "white-space": .idle, "letter-spacing": .idle, "word-spacing": .idle, "writing-mode": .idle,
        "direction": .idle, "unicode-bidi": .idle, "block-progression": .idle, "inline-size": .idle, "shape-padding": .idle,
        "shape-margin": .idle, "shape-inside": .idle, "shape-subtract": .idle, "kerning": .idle, "baseline-shift": .idle,
        "dominant-baseline": .idle, "alignment-baseline": .idle, "font": .idle, "font-size": .length,
    ]

    /// Attributes that are no properties.
    static let attributes: [String: Kind] = [
        "x1": .length, "y1": .length, "x2": .length, "y2": .length, "fx": .length, "fy": .length, "fr": .length, "offset": .number,
        "markerWidth": .length, "markerHeight": .length, "refX": .length, "refY": .length, "pathLength": .idle,
        "orient": .idle, "markerUnits": .keyword(["strokeWidth", "userSpaceOnUse"]), "viewBox": .numbers, "points": .idle, "d": .idle,
        "preserveAspectRatio": .idle, "gradientTransform": .transform, "patternTransform": .transform,
        "gradientUnits": .keyword(["userSpaceOnUse", "objectBoundingBox"]), "spreadMethod": .keyword(["pad", "reflect", "repeat"]),
        "patternUnits": .keyword(["userSpaceOnUse", "objectBoundingBox"]),
        "patternContentUnits": .keyword(["userSpaceOnUse", "objectBoundingBox"]),
        "clipPathUnits": .keyword(["userSpaceOnUse", "objectBoundingBox"]), "maskUnits": .keyword(["userSpaceOnUse", "objectBoundingBox"]),
        "maskContentUnits": .keyword(["userSpaceOnUse", "objectBoundingBox"]), "href": .idle, "id": .idle, "class": .idle, "style": .idle,
        "lang": .idle, "space": .idle, "version": .idle, "baseProfile": .idle, "type": .idle, "media": .idle, "role": .idle,
        "tabindex": .idle, "focusable": .idle, "target": .idle, "requiredFeatures": .idle, "requiredExtensions": .idle, "zoomAndPan": .idle,
        "contentScriptType": .idle, "contentStyleType": .idle, "externalResourcesRequired": .idle, "name": .idle, "title": .idle,
        "rel": .idle, "download": .idle, "nodetypes": .idle,
    ]

    static func kind(ofProperty name: String) -> Kind? {
        if let kind = properties[name] { return kind }
        // Of one program, or of text.
        return name.hasPrefix("-") || name.hasPrefix("font-") || name.hasPrefix("text-") || name.hasPrefix("glyph-") ? .idle : nil
    }

    static func kind(ofAttribute name: String) -> Kind? {
        if let kind = attributes[name] ?? kind(ofProperty: name) { return kind }
        return name.hasPrefix("data-") || name.hasPrefix("aria-") || name.hasPrefix("on") ? .idle : nil
    }
}
