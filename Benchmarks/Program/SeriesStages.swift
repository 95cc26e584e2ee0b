import Agreements
import Assembler
import Finishing
import Foundation
import Layout
import Production
import Rendering
import Typeface

/// Where a batch spends its time: CPU a document and stage, one worker that has warmed up, every partner a new one.
struct SeriesStages: Benchmark {
    let name = "stages"

    private enum Stage: String, CaseIterable {
        case assemble, shape
        case breakLines = "break"
        case paginate, draw, finish, write
    }

    func run(_ setting: Setting, earlier: [Measurement]) throws -> [Measurement] {
        let rows = 300
        let warmUp = 50
        let workspace = try Workspace.locate(agreement: setting.contract(), library: setting.library)
        let workshop = try Workshop(workspace)
        let agreement = try workshop.agreement(at: workspace.agreement ?? "")
        let supplies = Supplies(workspace)
        let press = try Press(supplies)
        // Drawing alone, by a drawer of its own: finishing is what the renderer does beyond that.
        let drawer = try PageDrawer(fonts: FontLibrary(try supplies.catalogue()))
        let clock = LayoutClock { Clock.cpu() }
        press.clock = clock
        let table = try PartnerTable(contentsOf: setting.partners(rows))

        var spent: [Stage: Double] = [:]
        func timed<Value>(_ stage: Stage, _ work: () throws -> Value) rethrows -> Value {
            let start = Clock.cpu()
            let value = try work()
            spent[stage, default: 0] += Clock.cpu() - start
            return value
        }
        for (index, row) in table.rows.enumerated() {
            if index == warmUp {
                spent = [:]
                clock.reset()
            }
            let contract = try timed(.assemble) {
                try workshop.assemble(try workshop.plan(agreement, AgreementData.none.with(row)))
            }
            let list = try timed(.breakLines) { try press.layOut(contract.document).list }
            _ = try timed(.draw) { try drawer.draw(list) }
            let file = try timed(.finish) { try press.file(list, origin: contract.origin) }
            try timed(.write) { try AtomicFile.write(file, to: "\(setting.folder)/stufen/\(index).pdf") }
        }
        spent[.finish, default: 0] -= spent[.draw] ?? 0
        spent[.shape] = clock.shaping
        spent[.paginate] = clock.paginating
        spent[.breakLines, default: 0] -= clock.shaping + clock.paginating
        let documents = Double(rows - warmUp)
        return Stage.allCases.map { stage in
            Measurement("CPU a document: \(stage.rawValue)", (spent[stage] ?? 0) / documents * 1_000, "ms")
        } + [Measurement("CPU a document: all stages", spent.values.reduce(0, +) / documents * 1_000, "ms")]
    }
}
