import Agreements
import Assembler
import Findings
import Settings

extension ClauseLibrary {
    /// Reads everything the library has and reports what is wrong whatever the agreement: broken files, requirements that
    /// name nothing or can never be met together, versions that leave no day to the current one.
    package func check() -> [Finding] {
        var found = findings
        var sources: [ClauseSource] = []
        for name in familyNames {
            for variant in family(name)?.variants ?? [] {
                for file in variant.files {
                    do throws(FindingList) {
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
        for source in sources where source.fileVersion == nil { found += phrases(source) }
        found += RuleBook(folder: "\(root)/rules").check(traits: Set(sources.flatMap { $0.frontMatter.traits.map(\.value) }))
        found += lifeFindings(of: sources)
        found += unsatisfiable(sources.filter { $0.fileVersion == nil })
        found += conditions(sources.filter { $0.fileVersion == nil })
        found += ConditionAnalysis(sources: sources.filter { $0.fileVersion == nil }).findings()
        for name in LibraryLocation.bodies(in: root) {
            do throws(FindingList) {
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

    /// What clauses demand is demanded of the agreement as a whole, so clauses may require one another; only a demand that
    /// includes two clauses which exclude each other can never be met.
    private func unsatisfiable(_ sources: [ClauseSource]) -> [Finding] {
        sources.compactMap { source in
            let closure = requirements(of: source, among: sources)
            for (index, one) in closure.enumerated() {
                for other in closure[(index + 1)...] {
                    let excludes = one.frontMatter.excludes.contains { $0.matches(other) } || other.frontMatter.excludes.contains { $0.matches(one) }
                    guard excludes else { continue }
                    return Finding(
                        .fehler, "erfordert-unerfuellbar", at: source.frontMatter.places["erfordert"] ?? .file(source.path),
                        "Die Klausel „\(source.name)“ lässt sich in keiner Vereinbarung verwenden: „\(one.name)“ und „\(other.name)“ gehören nach „erfordert“ dazu und schließen sich aus.",
                        remedy: "Streichen Sie einen Eintrag unter „erfordert“ oder unter „schliesst_aus“.")
                }
            }
            return nil
        }
    }

    /// The clause and all that have to stand beside it. A family with several variants leaves a choice and forces none of them.
    private func requirements(of source: ClauseSource, among sources: [ClauseSource]) -> [ClauseSource] {
        var closure = [source]
        var next = 0
        while next < closure.count {
            for mention in closure[next].frontMatter.requires {
                let candidates = sources.filter { mention.matches($0) }
                guard mention.variant != nil || candidates.count == 1 else { continue }
                closure += candidates.filter { !closure.contains($0) }
            }
            next += 1
        }
        return closure
    }
}
