import Agreements
import Assembler
import DocumentModel
import Finishing
import Foundation
import Layout
import Production
import Rendering
import Typeface

/// Fixed documents made stage by stage for callgrind, which counts instructions by function (`scripts/bench-check`): each stage is a function
/// that stays one, whatever the optimiser does. Measures nothing itself.
enum InstructionStages {
    static let name = "instructions"
    static let documents = 50

    private struct Workplace {
        let workshop: Workshop
        let agreement: AgreementFile
        let press: Press
        /// Drawing alone: what the press makes a file of, it draws itself.
        let drawer: PageDrawer
    }

    static func run(_ setting: Setting) throws {
        let partners = try setting.partners(documents)
        let place = try start(setting)
        for (index, row) in try table(partners).rows.enumerated() {
            let plan = try plan(row, place)
            let contract = try compose(plan, place)
            let list = try layOut(contract.document, place)
            try draw(list, place)
            try write(try file(list, contract.origin, place), to: "\(setting.folder)/\(index).pdf")
        }
    }

    /// Library, fonts, dictionaries.
    @inline(never) private static func start(_ setting: Setting) throws -> Workplace {
        let workspace = try Workspace.locate(agreement: setting.contract(), library: setting.library)
        let workshop = try Workshop(workspace)
        let supplies = Supplies(workspace)
        return Workplace(
            workshop: workshop, agreement: try workshop.agreement(at: workspace.agreement ?? ""), press: try Press(supplies),
            drawer: try PageDrawer(fonts: FontLibrary(try supplies.catalogue())))
    }

    @inline(never) private static func table(_ path: String) throws -> PartnerTable { try PartnerTable(contentsOf: path) }

    @inline(never) private static func plan(_ row: PartnerRow, _ place: Workplace) throws -> AssemblyPlan {
        try place.workshop.plan(place.agreement, AgreementData.none.with(row))
    }

    @inline(never) private static func compose(_ plan: AssemblyPlan, _ place: Workplace) throws -> AssembledContract { try place.workshop.assemble(plan) }

    @inline(never) private static func layOut(_ document: Document, _ place: Workplace) throws -> DisplayList { try place.press.layOut(document).list }

    @inline(never) private static func draw(_ list: DisplayList, _ place: Workplace) throws { _ = try place.drawer.draw(list) }

    @inline(never) private static func file(_ list: DisplayList, _ origin: ContractOrigin?, _ place: Workplace) throws -> FinishedFile {
        try place.press.file(list, origin: origin)
    }

    @inline(never) private static func write(_ file: FinishedFile, to path: String) throws { try AtomicFile.write(file, to: path) }
}
