import Findings

extension ClauseLibrary {
    /// Reads everything the library has and reports what is wrong whatever the agreement: broken files, requirements that
    /// name nothing, variants that require one another in a circle, versions that leave no day to the current one.
    public func check() -> [Finding] {
        var found = findings
        var sources: [ClauseSource] = []
        for name in familyNames {
            for variant in family(name)?.variants ?? [] {
                for file in variant.files {
                    do throws(Findings) {
                        let source = try source(file, family: name, variant: variant.name)
                        found += source.findings
                        sources.append(source)
                    } catch {
                        found += error.all
                    }
                }
                if variant.files.first?.version != nil, let file = variant.files.first {
                    found.append(
                        Finding(
                            .warnung, "fassung-aktuelle-fehlt", at: .file(file.path),
                            "Von der Klausel „\(name)/\(variant.name)“ gibt es nur alte Fassungen.",
                            remedy: "Legen Sie die geltende Fassung als „\(variant.name).md“ ab."))
                }
            }
        }
        for source in sources { found += mentions(of: source) }
        found += cycles(sources.filter { $0.fileVersion == nil })
        found += conditions(sources.filter { $0.fileVersion == nil })
        for name in LibraryLocation.bodies(in: root) {
            do throws(Findings) {
                found += try body(Located(name, at: .file("\(root)/stellen/\(name).yaml"))).findings
            } catch {
                found += error.all
            }
        }
        return found
    }

    private func mentions(of source: ClauseSource) -> [Finding] {
        (source.frontMatter.requires + source.frontMatter.excludes).compactMap { mention in
            guard let family = family(mention.family) else { return unknownFamily(mention) }
            if let variant = mention.variant, family.variant(variant) == nil { return unknownVariant(mention, variant, in: family) }
            if source.frontMatter.requires.contains(mention), source.frontMatter.excludes.contains(where: { $0.name == mention.name }) {
                return Finding(
                    .fehler, "baustein-widerspruch", at: mention.place,
                    "Die Klausel „\(source.name)“ verlangt „\(mention.name)“ und schließt es zugleich aus.",
                    remedy: "Löschen Sie einen der beiden Einträge.")
            }
            return nil
        }
    }

    /// More than one `sonst` in a family.
    private func conditions(_ sources: [ClauseSource]) -> [Finding] {
        let fallbacks = sources.filter { if case .otherwise? = $0.frontMatter.condition { true } else { false } }
        return Dictionary(grouping: fallbacks, by: \.family).filter { $1.count > 1 }.sorted { $0.key < $1.key }.map { family, sources in
            let names = sources.map(\.variant).sorted()
            return Finding(
                .fehler, "variante-mehrdeutig", at: sources.first?.frontMatter.places["wenn"],
                "Von „\(family)“ haben mehrere Varianten „wenn: sonst“: \(names.joined(separator: ", ")).",
                remedy: "Lassen Sie „sonst“ nur bei einer stehen.")
        }
    }

    private func cycles(_ sources: [ClauseSource]) -> [Finding] {
        RequirementGraph(
            sources: sources,
            successors: { source in
                source.frontMatter.requires.flatMap { mention -> [ClauseSource] in
                    // A family that has other variants need not be met by the one that closes the circle.
                    let candidates = sources.filter { mention.matches($0) }
                    return mention.variant != nil || candidates.count == 1 ? candidates : []
                }
            }
        ).cycles()
    }
}

/// Finds clauses that require one another in a circle: none of them could ever be taken in first.
struct RequirementGraph {
    let sources: [ClauseSource]
    let successors: (ClauseSource) -> [ClauseSource]

    func cycles() -> [Finding] {
        var walk = Walk(successors: successors)
        for source in sources { walk.visit(source) }
        return walk.findings
    }

    private struct Walk {
        let successors: (ClauseSource) -> [ClauseSource]
        var findings: [Finding] = []
        private var done: Set<String> = []
        private var path: [ClauseSource] = []
        private var reported: Set<Set<String>> = []

        init(successors: @escaping (ClauseSource) -> [ClauseSource]) { self.successors = successors }

        mutating func visit(_ source: ClauseSource) {
            if let start = path.firstIndex(where: { $0.name == source.name }) {
                report(path[start...])
                return
            }
            guard !done.contains(source.name) else { return }
            path.append(source)
            for next in successors(source) { visit(next) }
            path.removeLast()
            done.insert(source.name)
        }

        private mutating func report(_ cycle: ArraySlice<ClauseSource>) {
            let names = cycle.map(\.name)
            guard let first = cycle.first, reported.insert(Set(names)).inserted else { return }
            findings.append(
                Finding(
                    .fehler, "erfordert-kreis", at: first.frontMatter.places["erfordert"] ?? .file(first.path),
                    "Diese Klauseln verlangen einander im Kreis: \((names + [first.name]).joined(separator: " → ")).",
                    remedy: "Streichen Sie bei einem von ihnen den Eintrag unter „erfordert“."))
        }
    }
}
