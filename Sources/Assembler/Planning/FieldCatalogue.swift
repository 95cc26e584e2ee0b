import Agreements
import DocumentModel
import Findings
import Settings

/// All fields that an agreement can ask for: what `klauselwerk felder` lists and the columns of a new partner table.
package struct FieldCatalogue: Sendable, Hashable {
    /// The agreement's own fields in their order, then those of clauses by family.
    package var entries: [Entry]

    package struct Entry: Sendable, Hashable {
        /// `partner.name`, `frist`, `klauseln.kuendigung.frist`.
        package var path: FieldPath
        /// Kind, label, help, choices, bounds.
        package var declaration: FieldDeclaration
        /// Where the value comes from when nothing is given; `nil`: nowhere.
        package var standard: Value?
        /// What the agreement's example says.
        package var example: String?
        /// Must be given: required, no default, not open.
        package var isNeeded: Bool
        /// Clauses that ask for it, sorted; „Vereinbarung“ where the agreement itself does.
        package var askedBy: [String]
        /// „partner.art == "ev"“ where only clauses under a condition ask for it; several are alternatives.
        package var conditions: [String]
    }

    /// Columns of a partner table: `nr`, then what must be given or the example gives for each partner. Tables and lists of records
    /// have sheets of their own.
    package var columns: [String] {
        [PartnerTable.keyColumn]
            + entries.filter { entry in
                if case .table = entry.declaration.kind { return false }
                if case .list(let element) = entry.declaration.kind, !element.members.isEmpty { return false }
                return entry.isNeeded || entry.example != nil
            }.map(\.path.rawValue)
    }
}

extension AssemblyPlanner {
    /// The fields of an agreement with everything that can be chosen in it. Throws the errors of clauses that cannot be read.
    package func catalogue(of agreement: AgreementFile) throws(FindingList) -> FieldCatalogue {
        try CatalogueBuilder(agreement: agreement, library: library).catalogue()
    }

    /// Whether some document of the agreement may read what is given as `name`, whichever clauses and versions it has. Where that cannot be
    /// excluded – the name is no field of the agreement, a clause cannot be read –, it may.
    package func mayRead(_ name: String, in agreement: AgreementFile) -> Bool {
        CatalogueBuilder(agreement: agreement, library: library).mayRead(name)
    }
}

/// Goes through all clauses that an agreement may choose.
private struct CatalogueBuilder {
    let agreement: AgreementFile
    let library: ClauseLibrary

    /// A clause with the condition under which it is chosen.
    private struct Asker {
        var source: ClauseSource
        var use: ClauseUse
        var conditions: [String]
        var words: MarkerWords
    }

    func catalogue() throws(FindingList) -> FieldCatalogue {
        let askers = try askers()
        let own = ownWords()
        var entries = agreement.fields.flatMap { field in
            field.kind.members.isEmpty ? [entry(field, path: [field.name], askers, own)] : members(of: field, askers, own)
        }
        entries += clauseEntries(askers)
        if agreement.date == nil, agreement.referenceDate == nil {
            let date = FieldDeclaration(
                "datum", .date, label: "Datum", help: "Datum der Vereinbarung; es entscheidet auch über die Fassungen der Klauseln.")
            entries.insert(
                FieldCatalogue.Entry(
                    path: FieldPath("datum"), declaration: date, standard: nil, example: example(["datum"]), isNeeded: true,
                    askedBy: ["Vereinbarung"], conditions: []),
                at: 0)
        }
        return FieldCatalogue(entries: entries)
    }

    func mayRead(_ name: String) -> Bool {
        let head = String(name.prefix { $0 != "." })
        guard agreement.letter == nil, let field = agreement.fields.first(where: { $0.name == head }),
            !agreement.clauseUses.contains(where: { $0.choice == head || $0.values.contains { $0.key == head } })
        else { return true }
        var words = ownWords()
        for use in agreement.clauseUses {
            guard let family = library.family(use.mention.family) else { return true }
            if let heading = use.heading { words.add(heading.value) }
            for variant in family.variants where use.mention.variant == nil || use.mention.variant == variant.name {
                for file in variant.files {
                    guard let source = try? library.source(file, family: family.name, variant: variant.name) else { return true }
                    guard !source.frontMatter.fields.contains(where: { $0.name == head }) else { return true }
                    words.add(source.body.value)
                    if let heading = source.frontMatter.heading { words.add(heading.value) }
                    if case .expression(let condition)? = source.frontMatter.condition { words.add(condition) }
                }
            }
        }
        let member = String(name.dropFirst(head.count + 1))
        // Nothing prints these but a text that names them; the rest of a body stands in its block, or others follow from it.
        if [.body, .person].contains(field.kind), ["telefon", "email"].contains(member) { return words.names(head, member: member) }
        return words.names(head)
    }

    private func askers() throws(FindingList) -> [Asker] {
        var askers: [Asker] = []
        var findings: [Finding] = []
        for use in agreement.clauseUses {
            let mention = use.mention
            guard let family = library.family(mention.family) else {
                findings.append(library.unknownFamily(mention))
                continue
            }
            if let name = mention.variant, family.variant(name) == nil { findings.append(library.unknownVariant(mention, name, in: family)) }
            for variant in family.variants where mention.variant == nil || mention.variant == variant.name {
                guard let file = variant.files.first else { continue }
                do throws(FindingList) {
                    let source = try library.source(file, family: family.name, variant: variant.name)
                    // Where only the family is named, variants without a condition do not compete.
                    if mention.variant == nil, source.frontMatter.condition == nil, family.variants.count > 1 { continue }
                    askers.append(asker(source, use))
                } catch {
                    findings += error.all
                }
            }
        }
        if findings.contains(where: { $0.severity == .fehler }) { throw FindingList(findings) }
        return askers
    }

    private func asker(_ source: ClauseSource, _ use: ClauseUse) -> Asker {
        var words = MarkerWords()
        words.add(source.body.value)
        if let heading = use.heading ?? source.frontMatter.heading { words.add(heading.value) }
        var conditions = use.condition.map { [$0.source.value] } ?? []
        if use.mention.variant == nil {
            switch source.frontMatter.condition {
            case .expression(let condition)?: conditions.append(condition.source.value)
            case .otherwise?: conditions.append("keine andere Variante von „\(source.family)“ zutrifft")
            case nil: break
            }
        }
        return Asker(source: source, use: use, conditions: conditions, words: words)
    }

    /// What titles, lines, conditions, parties and signatures name.
    private func ownWords() -> MarkerWords {
        var words = MarkerWords()
        let cover = agreement.cover.map { [$0.mark].compactMap { $0 } + $0.lines + $0.parties } ?? []
        let furniture = agreement.furniture
        let lines = [
            agreement.shortTitle, furniture.headLeft, furniture.headRight, furniture.footLeft, furniture.footCentre, furniture.footRight,
            agreement.parties.lead, agreement.parties.closing, agreement.parties.collective, agreement.signatures.introduction,
        ].compactMap { $0 }
        let units = agreement.signatures.units.flatMap { [$0.line, $0.location, $0.date, $0.mandate, $0.name, $0.office].compactMap { $0 } }
        for text in agreement.title + cover + lines + units { words.add(text.value) }
        for annex in agreement.annexes {
            words.add(annex.title.value)
            if let condition = annex.condition { words.add(condition) }
            if case .table(let field, _) = annex.content { words.add("{{\(field.value)}}") }
        }
        for use in agreement.clauseUses {
            if let condition = use.condition { words.add(condition) }
        }
        for path in agreement.parties.parties.map(\.body.value) + agreement.signatures.units.compactMap({ $0.party?.value }) {
            words.add("{{\(path)}} {{\(path).name}} {{\(path).art}} {{\(path).strasse}} {{\(path).plz}} {{\(path).ort}} {{\(path).vertreten_durch}}")
        }
        return words
    }

    private func members(of field: FieldDeclaration, _ askers: [Asker], _ own: MarkerWords) -> [FieldCatalogue.Entry] {
        field.kind.members.compactMap { member in
            let isNamed = own.names(field.name, member: member.name) || askers.contains { $0.words.names(field.name, member: member.name) }
            guard member.isRequired || isNamed || example([field.name, member.name]) != nil else { return nil }
            var entry = entry(member, path: [field.name, member.name], askers, own)
            entry.isNeeded = member.isRequired && field.isRequired && !field.isOpen && field.defaultValue == nil
            if entry.askedBy.isEmpty { entry.askedBy = ["Vereinbarung"] }
            if case .record(let record)? = field.defaultValue { entry.standard = record[member.name] }
            return entry
        }
    }

    private func entry(_ field: FieldDeclaration, path: [String], _ askers: [Asker], _ own: MarkerWords) -> FieldCatalogue.Entry {
        let name = path.joined(separator: ".")
        let asking = askers.filter { asker in
            path.count == 1
                ? asker.words.names(name) || asker.source.frontMatter.fields.contains { $0.name == name }
                : asker.words.names(path[0], member: path[1])
        }
        let isOwn = path.count == 1 ? own.names(name) : own.names(path[0], member: path[1])
        return FieldCatalogue.Entry(
            path: FieldPath(name), declaration: field, standard: agreementSetting(path) ?? field.defaultValue, example: example(path),
            isNeeded: field.isRequired && !field.isOpen && field.defaultValue == nil && agreementSetting(path) == nil,
            askedBy: (isOwn ? ["Vereinbarung"] : []) + Set(asking.map(\.source.name)).sorted(),
            conditions: isOwn || decides(name, askers) ? [] : conditions(asking, of: askers))
    }

    private func clauseEntries(_ askers: [Asker]) -> [FieldCatalogue.Entry] {
        var entries: [FieldCatalogue.Entry] = []
        let ownNames = Set(agreement.fields.map(\.name))
        for asker in askers {
            for field in asker.source.frontMatter.fields {
                guard !ownNames.contains(field.name), !asker.use.values.contains(where: { $0.key == field.name }) else { continue }
                let path = FieldPath("klauseln.\(asker.source.family).\(field.name)")
                guard !entries.contains(where: { $0.path == path }) else { continue }
                let asking = askers.filter {
                    $0.source.family == asker.source.family && $0.source.frontMatter.fields.contains { $0.name == field.name }
                }
                entries.append(
                    FieldCatalogue.Entry(
                        path: path, declaration: field, standard: field.defaultValue,
                        example: example(["klauseln", asker.source.family, field.name]) ?? example([field.name]),
                        isNeeded: field.isRequired && !field.isOpen && field.defaultValue == nil, askedBy: Set(asking.map(\.source.name)).sorted(),
                        conditions: conditions(asking, of: askers)))
            }
        }
        return entries
    }

    /// Whether variants are chosen by the field: then it is asked for whichever of them holds.
    private func decides(_ name: String, _ askers: [Asker]) -> Bool {
        askers.contains { asker in
            guard asker.use.mention.variant == nil, case .expression(let condition)? = asker.source.frontMatter.condition else { return false }
            var words = MarkerWords()
            words.add(condition)
            return words.names(name)
        }
    }

    /// Conditions, where none of the askers is without one. Variants that compete for a place ask always, if each of them does and one holds
    /// where no other does.
    private func conditions(_ asking: [Asker], of askers: [Asker]) -> [String] {
        let always = asking.contains { asker in
            guard case .otherwise? = asker.source.frontMatter.condition, asker.use.mention.variant == nil, asker.use.condition == nil else { return false }
            return askers.allSatisfy { other in other.use != asker.use || asking.contains { $0.source.name == other.source.name } }
        }
        guard !always, asking.allSatisfy({ !$0.conditions.isEmpty }) else { return [] }
        var seen: Set<String> = []
        return asking.map { $0.conditions.joined(separator: " und ") }.filter { seen.insert($0).inserted }
    }

    private func agreementSetting(_ path: [String]) -> Value? {
        guard path.count == 1, let entry = agreement.settings.first(where: { $0.key == path[0] }),
            let field = agreement.fields.first(where: { $0.name == path[0] })
        else { return nil }
        return ValueConverter(log: FindingLog()).value(entry.value, for: field, path: path[0])
    }

    private func example(_ path: [String]) -> String? {
        var node = agreement.example
        for part in path { node = node?[part] }
        return node?.scalar.map(\.text.value)
    }
}
