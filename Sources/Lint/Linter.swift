import Findings

/// Puts texts before the rules.
package struct Linter {
    private let knowledge: LintKnowledge

    package init(_ knowledge: LintKnowledge) { self.knowledge = knowledge }

    package func check(_ text: LintText) -> [Finding] {
        TextRules.all.filter { $0.kinds.contains(text.kind) }.flatMap { $0.init().check(text, knowledge) }
    }
}

/// The rules, by name.
package enum TextRules {
    static let all: [any TextRule.Type] = [
        AbbreviationMixRule.self, AgeRangeRule.self, AmountRule.self, AnnexReferenceRule.self, BracketRule.self, BrokenGenderFormRule.self,
        CaseGovernmentRule.self, ComparisonRule.self, DateFormRule.self, ExistingProvisionRule.self, ExistingSubsectionRule.self,
        FootnoteRule.self, FrequencyRule.self, HeadingLevelRule.self, HeadingMarkRule.self, HeadingNumberRule.self, InfinitiveCommaRule.self,
        LawTitleRule.self, LeftoverRule.self, MixedGenderRule.self, NameVariantRule.self, NeutralMixRule.self, NoticeRule.self, OfficialHeadingRule.self,
        OldSpellingRule.self, OwnSectionRule.self, RepeatedDefinitionRule.self, RepeatedWordRule.self, RoleSynonymRule.self,
        SectionSignRule.self, SpacingRule.self, SpellingRule.self, SuspendedHyphenRule.self, TelephoneRule.self, TornParagraphRule.self,
        TypedReferenceRule.self, TypographyRule.self, UnclearPhraseRule.self, UndefinedRoleRule.self, UnknownLawRule.self, UnusedTermRule.self,
    ]

    package static var cards: [RuleCard] { all.map { $0.card }.sorted { $0.id < $1.id } }
}
