import Agreements
import Assembler
import Foundation
import Production

/// Assembling alone: from the parsed library and a row to the document; every partner a new one. Among the stages of a batch it
/// takes longer, for drawing leaves little of it in the processor's caches.
struct Assembly: Benchmark {
    let name = "assembly"

    func run(_ setting: Setting, earlier: [Measurement]) throws -> [Measurement] {
        let workspace = try Workspace.locate(agreement: setting.contract(), library: setting.library)
        let workshop = try Workshop(workspace)
        let agreement = try workshop.agreement(at: workspace.agreement ?? "")
        let table = try PartnerTable(contentsOf: setting.partners(2_000))
        var planning = 0.0
        var whole = 0.0
        let warmUp = 50
        for (index, row) in table.rows.enumerated() {
            let start = Clock.cpu()
            let plan = try workshop.plan(agreement, AgreementData.none.with(row))
            let planned = Clock.cpu()
            _ = try workshop.assemble(plan)
            let end = Clock.cpu()
            guard index >= warmUp else { continue }
            planning += planned - start
            whole += end - start
        }
        let documents = Double(table.rows.count - warmUp)
        return [
            Measurement("assembling: plan", planning / documents * 1_000, "ms CPU"),
            Measurement("assembling: plan and document", whole / documents * 1_000, "ms CPU", .atMost(0.5)),
        ]
    }
}
