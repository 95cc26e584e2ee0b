import Agreements
import Assembler
import DocumentModel
import Findings
import GermanText
import Settings

/// Makes documents of assembly plans. One composer serves a whole batch: what it parsed for one partner it keeps for all.
package final class Composer: Sendable {
    package let cache: TemplateCache
    let typography: Typography
    let forms: GenderForms
    /// Conditions and texts of agreements, checked once for all partners.
    let conditions = ConditionStore()
    let memory = CompositionMemory()
    let officialHeading: @Sendable (String) -> String?
    /// The law of the parties; `nil`: texts that ask for it stay empty.
    let law: PartyLaw?

    /// - Parameters:
    ///   - citations: recognises statutes.
    ///   - forms: words for persons.
    ///   - law: states the data-protection law of a party.
    ///   - officialHeading: official heading of a provision („§ 37a SGB VIII“); `nil` where the facts do not know it.
    init(citations: CitationFinder, forms: GenderForms, law: PartyLaw? = nil, officialHeading: @escaping @Sendable (String) -> String?) {
        self.law = law
        typography = Typography(citations: citations)
        cache = TemplateCache(typography: typography)
        self.forms = forms
        self.officialHeading = officialHeading
    }

    /// With the facts of the library. Acts of the Länder and the churches are recognised by their form; their files are not read.
    ///
    /// - Throws: what is wrong in the facts' files.
    package convenience init(facts: Facts) throws(FindingList) {
        // The heading is left out where the facts cannot be read: reading them for the finder has reported that already.
        self.init(citations: try facts.federalCitationFinder(), forms: try facts.genderForms(), law: PartyLaw(facts: facts)) { try? facts.heading(ofCitation: $0) }
    }

    /// What the composer has to ask the outer world for.
    package struct Sources: Sendable {
        /// Checksum and page sizes of a PDF annex.
        package var foreign: @Sendable (String) throws -> ForeignDocument
        /// A Markdown file that is an annex.
        package var text: @Sendable (String) throws -> SourceFile
        /// Width and height of a picture, in any unit.
        package var pictureSize: @Sendable (String) throws -> (width: Double, height: Double)

        package init(
            foreign: @escaping @Sendable (String) throws -> ForeignDocument,
            text: (@Sendable (String) throws -> SourceFile)? = nil,
            pictureSize: @escaping @Sendable (String) throws -> (width: Double, height: Double) = { try PictureHeader.size(of: $0) }
        ) {
            self.foreign = foreign
            self.text = text ?? { try FileReading.text(of: $0) }
            self.pictureSize = pictureSize
        }
    }

    /// The document of a plan, with warnings and hints.
    ///
    /// - Parameter use: takes note of the fields that the document prints or asks for.
    /// - Throws: all errors of texts, values and references at once.
    package func compose(
        _ plan: AssemblyPlan, _ sources: Sources, noting use: FieldUse? = nil
    ) throws(FindingList) -> (document: Document, findings: [Finding]) {
        let kept = try memory.composition(plan) { () throws(FindingList) in
            var reader = PlanReader(plan: plan, composer: self, sources: sources)
            let input = reader.input()
            // Without the texts that could not be parsed every reference to them would seem to lead nowhere.
            if reader.hasBrokenText { throw FindingList(reader.findings.distinct.ordered) }
            return KeptComposition(input, reader.findings, identity: plan.selection.identity)
        }
        // The finished file names the body; where data name it otherwise, its origin has to say how.
        if plan.bodyName != plan.body.record.text("name") { use?.note([AssemblyPlan.bodyNamePath]) }
        var composer = DocumentComposer(input: kept.input, frame: frame(plan), contexts: PlanContexts(plan, self), memory: kept, noting: use)
        do throws(FindingList) {
            let composed = try composer.compose(foreign: sources.foreign)
            let findings = (kept.findings + composed.findings).distinct.ordered
            if findings.contains(where: { $0.severity == .fehler }) { throw FindingList(findings) }
            return (composed.document, findings)
        } catch {
            throw FindingList(plan.locating(kept.findings + error.all).distinct.ordered)
        }
    }

    private func frame(_ plan: AssemblyPlan) -> CompositionFrame {
        let settings = plan.settings
        let info = DocumentInfo(
            agreement: plan.agreement.name, title: "", shortTitle: "", author: plan.bodyName ?? "", date: settings.date,
            status: settings.status, style: settings.style, isForm: settings.isForm, isSignable: settings.isSignable,
            profile: settings.profile, hasPageMarks: settings.hasPageMarks)
        return CompositionFrame(info: info, draftDate: plan.agreement.draft?.date ?? settings.date)
    }

    /// The texts of a clause checked against the fields it can see: for `check`, without a partner.
    package func check(_ clause: ClauseSource, in scope: FieldScope) -> [Finding] {
        var checker = TemplateChecker(scope: scope, computed: PlanReader.computedNames)
        var findings: [Finding] = []
        do throws(FindingList) {
            let body = try cache.body(of: clause)
            checker.check(body)
            findings += body.findings
            if let heading = clause.frontMatter.heading { checker.check(try cache.line(heading)) }
        } catch {
            findings += error.all
        }
        return (findings + checker.findings).distinct.ordered
    }

    /// A noun in a gender mode.
    func phrase(_ phrase: GenderPhrase, mode: GenderMode) -> Result<String, Finding> {
        do throws(GenderFormError) {
            let text = try forms.form(
                of: phrase.stem, number: phrase.isPlural ? .plural : .singular, case: phrase.grammaticalCase, article: phrase.article, mode: mode)
            let form = phrase.isCapital ? text.prefix(1).uppercased() + text.dropFirst() : text
            // Word joiners keep the line from ending at the star or colon.
            return .success(GermanTypography.normalise(form))
        } catch {
            return .failure(Composer.finding(for: error))
        }
    }

    private static func finding(for error: GenderFormError) -> Finding {
        switch error {
        case .unknownWord(let word, let nearest):
            return Finding(
                .fehler, "genderform-unbekannt", "Zu „\(word)“ sind keine Genderformen bekannt.",
                remedy: nearest.map { "Meinten Sie „\($0)“?" } ?? "Tragen Sie das Wort in facts/personenbezeichnungen.yaml ein, oder schreiben Sie es aus.")
        case .noForm(let article, _):
            return Finding(
                .fehler, "genderform-artikel", "„\(article.rawValue)“ hat hier keine Form.",
                remedy: "Verwenden Sie die Einzahl („…:in“), oder lassen Sie das Wort vor der Genderform weg.")
        }
    }
}
