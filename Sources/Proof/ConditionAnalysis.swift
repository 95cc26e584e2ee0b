import Agreements
import DocumentModel
import Findings

/// Conditions of clauses that decide nothing, whatever the agreement: those that never hold, those that always do, and those of two
/// variants of a family that hold at once.
///
/// A clause sees its own fields, those that every agreement has, and `partner`; conditions about other fields of agreements are
/// proved with the agreements that have them.
struct ConditionAnalysis {
    let sources: [ClauseSource]

    private static let always: [FieldDeclaration] =
        [FieldDeclaration("partner", .body, isOpen: true)]
        + Setting.allCases.filter(\.isField).map { setting in
            var field = setting.declaration
            // Of a body members may be absent; the others a plan settles.
            field.isOpen = setting == .body
            field.isRequired = true
            return field
        }

    private func scope(_ source: ClauseSource) -> FieldScope { FieldScope(Self.always).with(source.frontMatter.fields) }

    /// Whether values of the fields can make a condition true.
    private func isPossible(_ condition: Proposition, _ scope: FieldScope) -> Bool {
        var analysis = CaseAnalysis { path in
            scope[path].map { FieldDomain($0, canBeAbsent: path.parts.count > 1 || !$0.isRequired || $0.isOpen) }
        }
        return analysis.example(of: condition) != nil || analysis.hasGivenUp
    }

    func findings() -> [Finding] { sources.flatMap { inText($0) + inHead($0) } + overlaps() }

    private func inHead(_ source: ClauseSource) -> [Finding] {
        guard let (condition, place) = condition(of: source), !isPossible(condition, scope(source)) else { return [] }
        return [
            Finding(
                .fehler, "bedingung-unerfuellbar", at: place, "Die Bedingung der Klausel „\(source.name)“ trifft nie zu.",
                remedy: "Berichtigen Sie „wenn“: So wird die Variante nie gewählt.")
        ]
    }

    private func condition(of source: ClauseSource) -> (Proposition, Place)? {
        guard case .expression(let syntax)? = source.frontMatter.condition, let condition = try? syntax.checked(in: scope(source)) else { return nil }
        return (condition, syntax.source.start)
    }

    private func inText(_ source: ClauseSource) -> [Finding] {
        guard source.body.value.contains("{{wenn"),
            let template = try? Template.parse(source.body.value, file: source.path, firstLine: source.bodyLine)
        else { return [] }
        let scope = scope(source)
        return ClauseEvents(template, scope: scope, isOpen: { _ in false }).conditions.compactMap { event in
            let (condition, hasOtherwise) = event.content
            if !isPossible(.and(event.guardian, condition), scope) {
                return Finding(
                    .fehler, "bedingung-unerfuellbar", at: event.place, "Diese Bedingung trifft an ihrer Stelle nie zu.",
                    remedy: "Berichtigen Sie sie, oder streichen Sie den Text, der nie gedruckt wird.")
            }
            guard !isPossible(.and(event.guardian, condition.negated), scope) else { return nil }
            let more = hasOtherwise ? "; was nach „sonst“ steht, wird nie gedruckt" : ""
            return Finding(
                .warnung, "bedingung-immer", at: event.place, "Diese Bedingung trifft an ihrer Stelle immer zu\(more).",
                remedy: "Lassen Sie die Bedingung weg, oder berichtigen Sie sie.")
        }
    }

    private func overlaps() -> [Finding] {
        Dictionary(grouping: sources, by: \.family).sorted { $0.key < $1.key }.flatMap { family, variants -> [Finding] in
            let conditional = variants.compactMap { source in condition(of: source).map { (source, $0.0, $0.1) } }
            return conditional.indices.flatMap { index in
                conditional[(index + 1)...].compactMap { other -> Finding? in
                    let one = conditional[index]
                    guard isPossible(.and(one.1, other.1), scope(one.0).with(other.0.frontMatter.fields)) else { return nil }
                    return Finding(
                        .fehler, "variante-mehrdeutig", at: other.2,
                        "Die Bedingungen der Varianten „\(one.0.variant)“ und „\(other.0.variant)“ von „\(family)“ können zugleich zutreffen.",
                        remedy: "Grenzen Sie sie voneinander ab; sonst lässt sich keine der beiden wählen.")
                }
            }
        }
    }
}
