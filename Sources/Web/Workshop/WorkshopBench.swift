import Agreements
import Assembler
import Findings
import Production
import Stewardship

/// What the three kinds of files have of their own in the workshop.
protocol WorkshopBench: Sendable {
    var kind: LibraryFile.Kind { get }
    /// „/bibliothek/vereinbarungen“
    var address: String { get }
    /// „Vereinbarung“
    var title: String { get }
    var template: String { get }
    func sections(_ tree: SettingNode, _ workshop: Workshop) -> [SettingSection]
    func act(_ text: String, _ form: FormFields, _ edit: inout SettingTreeEdit) throws -> SettingPath?
    /// What is set to show the file as it would be; `nil`: nothing.
    func preview(_ file: LibraryFile, _ text: String, options: [String]) -> PreviewRequest?
    /// „aus dieser Vereinbarung“: which contracts of the register those of its agreements are.
    var contracts: String { get }
    /// Agreements whose contracts it can change.
    func users(of file: LibraryFile, in library: WarmLibrary) -> [String]
}

extension WorkshopBench {
    func act(_ text: String, _ form: FormFields, _ edit: inout SettingTreeEdit) throws -> SettingPath? { nil }
}

struct AgreementBench: WorkshopBench {
    let kind = LibraryFile.Kind.agreement
    let address = "/bibliothek/vereinbarungen"
    let title = "Vereinbarung"
    let contracts = "aus dieser Vereinbarung"
    let template = "werkstatt"

    func sections(_ tree: SettingNode, _ workshop: Workshop) -> [SettingSection] {
        AgreementSections(tree: tree, library: workshop.planner.library, workspace: workshop.workspace).sections
    }

    func act(_ text: String, _ form: FormFields, _ edit: inout SettingTreeEdit) throws -> SettingPath? {
        try AgreementActs.act(text, form, &edit)
    }

    func preview(_ file: LibraryFile, _ text: String, options: [String]) -> PreviewRequest? {
        guard var data = try? AgreementData(options: options) else { return nil }
        data.examples = .asDraft
        return PreviewRequest(agreement: file.name, data: data, overlay: SourceOverlay([file.path: text]))
    }

    func users(of file: LibraryFile, in library: WarmLibrary) -> [String] { [file.name] }
}

/// Whom a contract is of, with the letterhead beside the form.
struct BodyBench: WorkshopBench {
    let kind = LibraryFile.Kind.body
    let address = "/bibliothek/stellen"
    let title = "Stelle"
    let contracts = "aus Vereinbarungen dieser Stelle"
    let template = "werkstatt"

    func sections(_ tree: SettingNode, _ workshop: Workshop) -> [SettingSection] { BodySections(tree: tree, workspace: workshop.workspace).sections }

    func act(_ text: String, _ form: FormFields, _ edit: inout SettingTreeEdit) throws -> SettingPath? {
        try BodySections.act(text, form, &edit)
    }

    func preview(_ file: LibraryFile, _ text: String, options: [String]) -> PreviewRequest? {
        SpecimenContract.request(overlay: [file.path: text], body: file.name, style: nil, isLetter: true)
    }

    func users(of file: LibraryFile, in library: WarmLibrary) -> [String] {
        library.workspace.agreementNames.filter { (try? library.agreement($0))?.body?.value == file.name }
    }
}

/// How contracts look, with a specimen page beside the form.
struct StyleBench: WorkshopBench {
    let kind = LibraryFile.Kind.style
    let address = "/bibliothek/stile"
    let title = "Hausstil"
    let contracts = "aus Vereinbarungen in diesem Stil"
    let template = "werkstatt"

    func sections(_ tree: SettingNode, _ workshop: Workshop) -> [SettingSection] { StyleSections(tree: tree).sections }

    func preview(_ file: LibraryFile, _ text: String, options: [String]) -> PreviewRequest? {
        SpecimenContract.request(overlay: [file.path: text], body: nil, style: file.name, isLetter: false)
    }

    func users(of file: LibraryFile, in library: WarmLibrary) -> [String] {
        library.workspace.agreementNames.filter { ((try? library.agreement($0))?.style?.value ?? "klassisch") == file.name }
    }
}
