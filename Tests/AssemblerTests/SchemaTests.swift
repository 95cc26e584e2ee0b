import DocumentModel
import Foundation
import Settings
import Testing

@testable import Agreements
@testable import Assembler

/// Editors and the program must agree about the keys there are.
@Suite("Schemas")
struct SchemaTests {
    typealias Node = [String: Any]

    func schema(_ name: String) throws -> Node {
        let data = try Data(contentsOf: URL(filePath: "\(Repository.root)/schemas/\(name).schema.json"))
        return try #require(try JSONSerialization.jsonObject(with: data) as? Node)
    }

    /// The schema at a path of keys; `anyOf` is looked through for the alternative with properties.
    func keys(_ schema: Node, _ path: [String]) throws -> Set<String> {
        var node = schema
        for part in path {
            let next: Any? = part == "items" || part == "$defs" ? node[part] : part.hasPrefix("$") ? nil : (properties(node)?[part] ?? node[part])
            node = try #require(next as? Node, "\(path)")
        }
        return Set(try #require(properties(node), "\(path)").keys)
    }

    func properties(_ node: Node) -> Node? {
        if let properties = node["properties"] as? Node { return properties }
        return (node["anyOf"] as? [Node])?.compactMap { properties($0) }.first
    }

    @Test("The schema of clauses has the keys that the program reads")
    func clause() throws {
        let schema = try schema("klausel")
        #expect(try keys(schema, []) == Set(ClauseReader.keys.names))
        #expect(try keys(schema, ["$defs", "feld"]) == Set(FieldDeclarationReader.keys.names))
        #expect(try keys(schema, ["fristen"]) == Set(DeadlineMarkReader.keys.names))
        #expect(try keys(schema, ["fristen", "laufzeit"]) == Set(DeadlineMarkReader.termKeys.names))
        #expect(try keys(schema, ["fristen", "verlaengerung"]) == Set(DeadlineMarkReader.renewalKeys.names))
        #expect(try keys(schema, ["fristen", "frist"]) == Set(DeadlineMarkReader.noticeKeys.names))
        #expect(try keys(schema, ["fristen", "frist", "frist"]) == Set(DeadlineMarkReader.measureKeys.names))
        #expect(try keys(schema, ["$defs", "termin"]) == Set(DeadlineMarkReader.appointmentKeys.names))
        #expect(try keys(schema, ["$defs", "feld", "summe"]) == Set(FieldDeclarationReader.totalKeys.names))
    }

    @Test("The schema of agreements has the keys that the program reads")
    func agreement() throws {
        let schema = try schema("vereinbarung")
        let expected: [([String], KeySet)] = [
            ([], AgreementReader.keys), (["$defs", "feld"], FieldDeclarationReader.keys), (["$defs", "feld", "summe"], FieldDeclarationReader.totalKeys),
            (["entwurf"], AgreementReader.draftKeys),
            (["gliederung"], AgreementReader.numberingKeys), (["verweise"], AgreementReader.referenceKeys), (["deckblatt"], AgreementReader.coverKeys),
            (["brief"], AgreementReader.letterKeys),
            (["seiten"], AgreementReader.furnitureKeys), (["$defs", "baustein"], ClauseEntryReader.clauseKeys),
            (["$defs", "abschnitt"], ClauseEntryReader.groupKeys),
            (["parteien"], AgreementClosingReader.partiesKeys), (["parteien", "liste", "items"], AgreementClosingReader.partyKeys),
            (["anlagen", "items"], AgreementClosingReader.annexKeys), (["unterschriften"], AgreementClosingReader.signaturesKeys),
            (["unterschriften", "einheiten", "items"], AgreementClosingReader.unitKeys), (["$defs", "information"], InformationReader.keys),
        ]
        for (path, keys) in expected { #expect(try self.keys(schema, path) == Set(keys.names), "\(path)") }
    }

    @Test("The schema of bodies has the keys that the program reads")
    func body() throws {
        let schema = try schema("stelle")
        #expect(try keys(schema, []) == Set(BodyReader.keys.names))
        #expect(try keys(schema, ["wappen"]) == Set(BodyReader.armsKeys.names))
        #expect(try keys(schema, ["brief"]) == Set(BodyReader.letterKeys.names))
        #expect(try keys(schema, ["formen"]) == Set(RecordShape.inflection.map(\.name)))
        #expect(try keys(schema, ["$defs", "person"]) == Set(RecordShape.person.map(\.name)))
    }

    @Test("The schema of roles has the keys and the roles that the program reads")
    func roles() throws {
        let schema = try schema("rollen")
        #expect(try keys(schema, []) == Set(HouseRoles.keys.names))
        #expect(try keys(schema, ["$defs", "person"]) == Set(HouseRoles.personKeys.names))
        let definitions = try #require(schema["$defs"] as? Node)
        #expect((definitions["rolle"] as? Node)?["enum"] as? [String] == HouseRoles.Role.allCases.map(\.rawValue))
    }

    @Test("The schemas of facts have the keys that the program reads")
    func facts() throws {
        let expected: [(String, [String], KeySet)] = [
            ("laender", [], LaenderReader.top), ("laender", ["$defs", "land"], LaenderReader.landKeys),
            ("laender", ["$defs", "land", "datenschutzgesetz"], LaenderReader.actKeys),
            ("laender", ["$defs", "land", "aufsicht", "items"], LaenderReader.authorityKeys), ("laender", ["$defs", "land", "gender"], LaenderReader.genderKeys),
            ("kirchenrecht", [], ChurchLaw.top), ("kirchenrecht", ["gesetze", "items"], ChurchLaw.actKeys),
            ("kirchenrecht", ["aufsicht", "items"], ChurchLaw.authorityKeys), ("kirchenrecht", ["bistuemer", "items"], ChurchLaw.dioceseKeys),
            ("formvorschriften", ["kreise"], FormRules.countyKeys), ("landesrecht", [], StateLaw.top),
            ("landesrecht", ["verwaltungsverfahren", "items"], StateLaw.procedureKeys), ("landesrecht", ["zusammenarbeit", "items"], StateLaw.coOperationKeys),
            ("landesrecht", ["meldepflichten", "items"], StateLaw.dutyKeys), ("landesrecht", ["bundesaufsicht"], StateLaw.authorityKeys),
            ("aenderungen", [], LawChanges.top), ("aenderungen", ["aenderungen", "items"], LawChanges.changeKeys),
            ("aenderungen", ["beobachten", "items"], LawChanges.watchKeys), ("gesetze", [], Statutes.top), ("gesetze", ["gesetze", "items"], Statutes.keys),
            ("personenbezeichnungen", [], PersonNounReader.top), ("personenbezeichnungen", ["woerter", "items"], PersonNounReader.wordKeys),
            ("personenbezeichnungen", ["woerter", "items", "neutral"], PersonNounReader.neutralKeys), ("formvorschriften", [], FormRules.top),
            ("formvorschriften", ["formen", "items"], FormRules.formKeys), ("formvorschriften", ["vertretung", "items"], FormRules.representationKeys),
            ("formvorschriften", ["siegel"], FormRules.sealKeys), ("laender", ["$defs", "land", "leitregionen_mit_null"], LaenderReader.postalKeys),
            ("personenbezeichnungen", ["organe", "items"], PersonNounReader.organKeys), ("absaetze", [], Subsections.top),
            ("absaetze", ["gesetze", "items"], Subsections.keys), ("feiertage", [], PublicHolidays.top), ("feiertage", ["feiertage", "items"], PublicHolidays.keys),
            ("begriffe", [], Terms.top), ("begriffe", ["gleichbedeutend", "items"], Terms.group),
            ("begriffe", ["veraltet", "items"], Terms.change), ("begriffe", ["unklar", "items"], Terms.phrase),
        ]
        for (name, path, keys) in expected { #expect(try self.keys(schema("fakten-" + name), path) == Set(keys.names), "\(name) \(path)") }
    }

    @Test("The schema of rules has the keys that the program reads")
    func rule() throws { #expect(try keys(schema("regel"), []) == Set(ClauseRule.keys.names)) }

    @Test("Every setting is written in an agreement; a field can be called like none that texts can name", arguments: Setting.allCases)
    func settings(setting: Setting) {
        #expect(AgreementReader.keys.names.contains(setting.rawValue))
        #expect(setting.declaration.name == setting.rawValue)
        #expect(FieldDeclarationReader.reservedNames.contains(setting.rawValue) == setting.isField)
    }

    @Test("Choices of the schemas are those of the program")
    func choices() throws {
        let agreement = try #require(properties(schema("vereinbarung")))
        func choices(_ node: Any?) -> Set<String> { Set(((node as? Node)?["enum"] as? [String]) ?? []) }
        #expect(choices(agreement["gender"]) == Set(GenderSetting.allCases.map(\.rawValue)))
        #expect(choices(agreement["land"]) == Set(FederalState.choices.map(\.value)))
        let numbering = try #require((agreement["gliederung"] as? Node).flatMap(properties))
        #expect(choices(numbering["abschnitt"]) == Set(SectionNumbering.allCases.map(\.rawValue)))
        #expect(choices(numbering["unterabschnitt"]) == Set(SubsectionNumbering.allCases.map(\.rawValue)))
        #expect(choices(numbering["absatz"]) == Set(ParagraphNumbering.allCases.map(\.rawValue)))
        #expect(choices((numbering["ebenen"] as? Node)?["items"]) == Set(ListNumbering.allCases.map(\.rawValue)))
        let body = try #require(properties(schema("stelle")))
        #expect(choices(body["art"]) == Set(RecordShape.bodyKinds.map(\.value)))
        #expect(choices(body["datenschutzrecht"]) == Set(DataProtectionRegime.allCases.map(\.rawValue)))
        for name in ["klausel", "vereinbarung"] {
            let field = try #require((try schema(name)["$defs"] as? Node)?["feld"] as? Node)
            #expect(choices(properties(field)?["art"]) == Set(FieldKind.declarableNames), "\(name)")
            #expect(choices(properties(field)?["von"]) == Set(FormChoices.elementKinds), "\(name)")
        }
        for name in ["vereinbarung", "stelle", "stil"] {
            let profile = try #require(properties(schema(name))?["pdf"] as? Node)
            #expect(choices(profile) == Set(PDFProfile.allCases.map(\.rawValue)), "\(name)")
            for standards in PDFProfile.allCases.map(\.standards) { #expect((profile["description"] as? String)?.contains(standards) == true, "\(name)") }
        }
    }
}
